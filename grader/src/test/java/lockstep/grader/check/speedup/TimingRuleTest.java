package lockstep.grader.check.speedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import lockstep.grader.check.speedup.TimingRule.Meaning;
import lockstep.grader.verdict.Evidence.Machine;
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
        assertThat(new TimingRule(PARALLEL, new Machine(2, 2))
                        .read(steady(300, 120, 100))
                        .timing()
                        .required())
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
                .mapToObj(i -> new Turn((i % 3 == 0 ? 400 : 5) * 1_000_000L, 200_000_000, 20_000_000, false))
                .toList();
        assertThat(read(CONTENDED, turns)).isEqualTo(Meaning.MISSED);
    }

    @Test
    void a_submission_that_was_cut_off_is_missed() {
        assertThat(read(PARALLEL, List.of(new Turn(100, 3_000, 60, true)))).isEqualTo(Meaning.MISSED);
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

    private static List<Turn> noisyRounds(Random random) {
        return IntStream.range(0, 9)
                .mapToObj(i -> new Turn(noisy(random, 100), noisy(random, 50), noisy(random, 50), false))
                .toList();
    }

    /** Foreign load makes a turn take up to four times as long. */
    private static long noisy(Random random, long nanos) {
        return (long) (1_000 * nanos * (1 + 3 * random.nextDouble() * random.nextDouble()));
    }

    private static List<Turn> steady(long baseline, long submission, long reference) {
        return IntStream.range(0, 9)
                .mapToObj(i -> new Turn(
                        1_000_000 * baseline + i, 1_000_000 * submission + i, 1_000_000 * reference + i, false))
                .toList();
    }

    private static Meaning read(Workload workload, List<Turn> turns) {
        return new TimingRule(workload, new Machine(2, 2)).read(turns).meaning();
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
