package lockstep.grader.check.speedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import lockstep.grader.check.speedup.TimingRule.Meaning;
import org.junit.jupiter.api.Test;

class TimingRuleTest {

    private static final Workload PARALLEL = new FixedWorkload(true, 0.75);
    private static final Workload CONTENDED = new FixedWorkload(false, 0.2);

    @Test
    void as_fast_as_the_reference_is_met() {
        assertThat(read(PARALLEL, steady(100, 52, 50))).isEqualTo(Meaning.MET);
    }

    @Test
    void as_slow_as_one_thread_is_missed_when_the_reference_is_twice_as_fast() {
        assertThat(read(PARALLEL, steady(100, 101, 52))).isEqualTo(Meaning.MISSED);
    }

    @Test
    void a_split_of_three_to_one_is_missed() {
        assertThat(read(PARALLEL, steady(100, 76, 51))).isEqualTo(Meaning.MISSED);
    }

    @Test
    void nothing_is_said_where_the_reference_attains_nothing() {
        assertThat(read(PARALLEL, steady(100, 100, 95))).isEqualTo(Meaning.BUSY);
        assertThat(read(PARALLEL, steady(100, 300, 95))).isEqualTo(Meaning.BUSY);
    }

    @Test
    void one_thread_does_not_pass_on_a_machine_that_gives_a_core_and_a_half() {
        assertThat(read(PARALLEL, steady(100, 100, 75))).isNotEqualTo(Meaning.MET);
    }

    @Test
    void the_requirement_never_follows_a_reference_beyond_the_ideal() {
        assertThat(new TimingRule(PARALLEL, 2, 2).read(steady(300, 120, 100)).required())
                .isEqualTo(1.5);
    }

    @Test
    void half_as_fast_as_the_reference_will_do_for_a_contended_lock() {
        assertThat(read(CONTENDED, steady(10, 40, 20))).isEqualTo(Meaning.MET);
    }

    @Test
    void ten_times_as_slow_as_the_reference_will_not_do_for_a_contended_lock() {
        assertThat(read(CONTENDED, steady(10, 200, 20))).isEqualTo(Meaning.MISSED);
    }

    @Test
    void a_wild_baseline_does_not_matter_for_a_contended_lock() {
        List<Turn> turns = IntStream.range(0, 9)
                .mapToObj(i -> turn((i % 3 == 0 ? 400 : 5) * 1_000_000L, 200_000_000, 20_000_000))
                .toList();
        assertThat(read(CONTENDED, turns)).isEqualTo(Meaning.MISSED);
    }

    @Test
    void a_submission_that_was_cut_off_is_missed() {
        assertThat(read(
                        PARALLEL,
                        List.of(new Turn(new Lap(100, 0), new Lap(3_000, 0), new Lap(60, 0), Turn.End.GIVEN_UP))))
                .isEqualTo(Meaning.MISSED);
    }

    @Test
    void a_submission_as_good_as_the_reference_is_never_missed_however_wild_the_noise() {
        Random random = new Random(42);
        int missedTwice = 0;
        for (int run = 0; run < 5_000; run++) {
            boolean missed = read(PARALLEL, noisyRounds(random)) == Meaning.MISSED;
            missedTwice += missed && read(PARALLEL, noisyRounds(random)) == Meaning.MISSED ? 1 : 0;
        }
        assertThat(missedTwice).isZero();
    }

    @Test
    void one_round_is_believed_only_by_a_margin() {
        assertThat(read(PARALLEL, steady(100, 65, 63).subList(0, 1))).isEqualTo(Meaning.MET);
        assertThat(read(PARALLEL, steady(100, 78, 63).subList(0, 1))).isEqualTo(Meaning.UNSTEADY);
    }

    @Test
    void one_or_two_slow_rounds_are_never_held_against_a_submission() {
        assertThat(read(PARALLEL, steady(100, 200, 52).subList(0, 2))).isEqualTo(Meaning.UNSTEADY);
    }

    @Test
    void rounds_are_added_while_the_answer_is_open() {
        TimingRule rule = new TimingRule(PARALLEL, 2, 2);
        assertThat(rule.isOpen(steady(100, 52, 50).subList(0, 4))).isTrue();
        assertThat(rule.isOpen(steady(100, 52, 50).subList(0, 5))).isFalse();
        assertThat(rule.isOpen(around(0.7, 0.8)))
                .as("on both sides of the border")
                .isTrue();
        assertThat(rule.isOpen(around(0.6, 0.7))).as("below the border").isFalse();
        assertThat(rule.isOpen(around(0.8, 0.9))).as("above the border").isFalse();
    }

    @Test
    void at_the_border_the_answer_stays_open() {
        assertThat(read(PARALLEL, around(0.7, 0.8))).isEqualTo(Meaning.UNSTEADY);
    }

    @Test
    void a_reference_that_attains_its_speedup_in_some_rounds_only_is_no_ground_for_a_fail() {
        assertThat(read(PARALLEL, besideAnUnsteadyReference(120_000))).isEqualTo(Meaning.REFERENCE_UNSTEADY);
    }

    @Test
    void half_as_fast_as_one_thread_is_not_for_want_of_a_core() {
        assertThat(read(PARALLEL, besideAnUnsteadyReference(200_000))).isEqualTo(Meaning.MISSED);
    }

    private static List<Turn> besideAnUnsteadyReference(long submission) {
        return IntStream.range(0, 9)
                .mapToObj(i -> turn(100_000, submission, i % 3 == 0 ? 85_000 : 55_000))
                .toList();
    }

    @Test
    void slow_submissions_do_not_pass_however_wild_the_noise() {
        Random random = new Random(7);
        TimingRule rule = new TimingRule(PARALLEL, 2, 2);
        int passed = 0;
        for (int run = 0; run < 2_000; run++) {
            List<Turn> turns = new ArrayList<>();
            while (turns.size() < 31 && rule.isOpen(turns.isEmpty() ? List.of(noisyTurn(random, 100)) : turns)) {
                turns.add(noisyTurn(random, 100));
            }
            passed += rule.read(turns).meaning() == Meaning.MET ? 1 : 0;
        }
        assertThat(passed).isLessThan(10);
    }

    /** Rounds in which the submission reaches these parts of the reference's speed in turns. */
    private static List<Turn> around(double low, double high) {
        return IntStream.range(0, 12)
                .mapToObj(i -> turn(100_000, (long) (50_000 / (i % 2 == 0 ? low : high)), 50_000))
                .toList();
    }

    private static Turn noisyTurn(Random random, long submission) {
        return turn(noisy(random, 100), noisy(random, submission), noisy(random, 50));
    }

    private static List<Turn> noisyRounds(Random random) {
        return IntStream.range(0, 9)
                .mapToObj(i -> turn(noisy(random, 100), noisy(random, 50), noisy(random, 50)))
                .toList();
    }

    /** Foreign load makes a turn take up to four times as long. */
    private static long noisy(Random random, long nanos) {
        return (long) (1_000 * nanos * (1 + 3 * random.nextDouble() * random.nextDouble()));
    }

    private static List<Turn> steady(long baseline, long submission, long reference) {
        return IntStream.range(0, 9)
                .mapToObj(i -> turn(1_000_000 * baseline + i, 1_000_000 * submission + i, 1_000_000 * reference + i))
                .toList();
    }

    private static Turn turn(long baseline, long submission, long reference) {
        return new Turn(new Lap(baseline, 0), new Lap(submission, 0), new Lap(reference, 0), Turn.End.ANSWERED);
    }

    private static Meaning read(Workload workload, List<Turn> turns) {
        return new TimingRule(workload, 2, 2).read(turns).meaning();
    }

    private record FixedWorkload(boolean isParallel, double requiredFraction) implements Workload {
        @Override
        public String describe() {
            return "nothing";
        }

        @Override
        public long baseline(long input) {
            return input;
        }

        @Override
        public long submission(long input, int threads) {
            return input;
        }

        @Override
        public long reference(long input, int threads) {
            return input;
        }
    }
}
