package lockstep.grader.check.speedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lockstep.grader.catalog.lockedcounter.LockedCounterWorkload;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Evidence.Noise;
import lockstep.grader.verdict.Evidence.Scaling.Point;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeasuredVerdictTest {

    private static final Noise QUIET = new Noise(1.97, 0, 1);
    private static final Noise BUSY = new Noise(0.4, 0, 50);

    @Test
    void slow_twice_on_a_quiet_machine_fails() throws Exception {
        Verdict verdict = verdict(slow(QUIET), slow(QUIET));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(((Verdict.Failed) verdict).finding().message())
                .startsWith("1.00 times as fast as one thread (between 1.00 and 1.00); required is 1.44");
    }

    @Test
    void slow_once_is_not_enough() throws Exception {
        assertThat(verdict(slow(QUIET)).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void two_measurements_that_differ_decide_nothing_against_the_submission() throws Exception {
        assertThat(verdict(slow(QUIET), fast()).outcome()).isNotEqualTo(Outcome.FAILED);
    }

    @Test
    void slow_twice_beside_a_process_that_burns_a_core_is_open() throws Exception {
        Verdict verdict = verdict(slow(QUIET), slow(new Noise(1.1, 0, 12)));
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Inconclusive.class,
                        open -> assertThat(open.reason()).contains("1.1 cores free where 2 are needed"));
    }

    @Test
    void what_is_too_slow_even_without_all_the_time_that_others_took_fails_on_a_busy_machine_too() throws Exception {
        MeasuredCheck.Run run = run(turns(100, 300, 52, 300), new Noise(1.1, 2, 12));
        assertThat(verdict(run, run))
                .isInstanceOfSatisfying(
                        Verdict.Failed.class,
                        failed -> assertThat(failed.finding().message()).contains("It had to wait for a core, too"));
    }

    @Test
    void what_would_be_fast_enough_without_the_time_that_others_took_in_one_of_two_runs_is_open() throws Exception {
        Noise noise = new Noise(1.1, 2, 12);
        assertThat(verdict(run(turns(100, 300, 52, 300), noise), run(turns(100, 110, 52, 100), noise))
                        .outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void a_short_baseline_that_waits_for_its_first_turn_excuses_no_lock_that_is_held_for_long() throws Exception {
        Workload counter = new LockedCounterWorkload();
        MeasuredVerdict rule = new MeasuredVerdict(counter, new TimingRule(counter, 2, 2), 2, 2);
        Noise noise = new Noise(2, 2, 31);
        MeasuredCheck.Run prints = run(turns(3, 150, 4, 150), noise);
        MeasuredCheck.Run nearly = run(turns(3, 22, 4, 20), noise);
        assertThat(rule.of(List.of(prints, prints), List.of(), null).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(rule.of(List.of(nearly, nearly), List.of(), null).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void time_that_the_host_took_makes_it_open() throws Exception {
        assertThat(verdict(slow(QUIET), slow(new Noise(2, 15, 0))).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void a_machine_that_tells_nothing_is_believed_to_be_quiet() throws Exception {
        assertThat(verdict(slow(null), slow(null)).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void a_pass_carries_its_figures() throws Exception {
        Verdict verdict = verdict(fast());
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Passed.class,
                        passed -> assertThat(passed.evidence())
                                .hasAtLeastOneElementOfType(Evidence.Timing.class)
                                .hasAtLeastOneElementOfType(Evidence.Scaling.class));
    }

    @Test
    void who_got_no_core_on_a_busy_machine_and_was_given_up_is_open() throws Exception {
        assertThat(verdict(givenUp(Turn.End.STARVED, BUSY), givenUp(Turn.End.STARVED, BUSY))
                        .outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void who_had_cores_and_was_given_up_fails_on_a_busy_machine_too() throws Exception {
        assertThat(verdict(givenUp(Turn.End.GIVEN_UP, BUSY), givenUp(Turn.End.GIVEN_UP, BUSY))
                        .outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void who_keeps_cores_from_itself_on_a_quiet_machine_fails() throws Exception {
        assertThat(verdict(givenUp(Turn.End.STARVED, QUIET), givenUp(Turn.End.STARVED, QUIET))
                        .outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void unsteady_each_time_where_the_reference_in_its_place_is_not_fails() throws Exception {
        assertThat(unsteady(0, fast()))
                .isInstanceOfSatisfying(
                        Verdict.Failed.class,
                        failed -> assertThat(failed.finding().message())
                                .contains("kit's own reference in its place", "1.89 times as fast as one thread"));
    }

    @Test
    void unsteady_where_others_took_as_much_as_was_lost_is_open() throws Exception {
        assertThat(unsteady(100, fast()).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void unsteady_where_the_reference_in_its_place_is_not_decided_either_is_open() throws Exception {
        assertThat(unsteady(0, unsteadyRun(0)))
                .isInstanceOfSatisfying(
                        Verdict.Inconclusive.class,
                        open -> assertThat(open.reason()).endsWith("in its place could not be decided either."));
    }

    @Test
    void who_is_given_up_each_time_where_the_reference_in_its_place_is_not_fails_on_a_busy_machine_too()
            throws Exception {
        MeasuredCheck.Run starved = givenUp(Turn.End.STARVED, BUSY);
        assertThat(verdict(List.of(starved, starved, starved), List.of(fast(), fast(), fast()))
                        .outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void a_little_below_the_border_in_half_of_the_rounds_is_open() throws Exception {
        MeasuredCheck.Run border = run(alternating(66, 74, 0), QUIET);
        assertThat(verdict(List.of(border, border, border), List.of(fast(), fast(), fast()))
                        .outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void one_slow_and_one_fast_run_need_a_third() {
        assertThat(standing(slow(QUIET), fast())).isEqualTo(MeasuredVerdict.Standing.TORN);
        assertThat(standing(slow(QUIET), fast(), fast())).isEqualTo(MeasuredVerdict.Standing.DECIDED);
        assertThat(standing(slow(QUIET), fast(), slow(QUIET))).isEqualTo(MeasuredVerdict.Standing.DECIDED);
        assertThat(standing(unsteadyRun(0))).isEqualTo(MeasuredVerdict.Standing.OPEN);
    }

    private static MeasuredVerdict.Standing standing(MeasuredCheck.Run... runs) {
        return even().standing(List.of(runs));
    }

    private static Verdict unsteady(long taken, MeasuredCheck.Run alibi) throws Exception {
        MeasuredCheck.Run run = unsteadyRun(taken);
        return verdict(List.of(run, run, run), List.of(alibi, alibi, alibi));
    }

    /** Every other call takes four times as long as the reference, of which others took as many milliseconds. */
    private static MeasuredCheck.Run unsteadyRun(long taken) {
        return run(alternating(52, 208, taken), QUIET);
    }

    private static List<Turn> alternating(long submission, long slowSubmission, long taken) {
        return IntStream.range(0, 8)
                .mapToObj(i -> new Turn(
                        new Lap(100_000_000, 100_000_000),
                        new Lap(1_000_000 * (i % 2 == 0 ? submission : slowSubmission), 100_000_000, 1_000_000 * taken),
                        new Lap(52_000_000, 100_000_000),
                        Turn.End.ANSWERED))
                .toList();
    }

    @Test
    void cpu_time_names_overhead() throws Exception {
        assertThat(message(turns(100, 100, 52, 300))).contains("took 3.0 times the CPU time of one thread");
    }

    @Test
    void what_one_thread_pays_as_well_is_not_the_price_of_sharing() throws Exception {
        assertThat(message(turns(100, 100, 52, 300), turns(100, 290, 100, 290)))
                .contains(
                        "3.0 times the CPU time of one thread",
                        "not that they share it",
                        "it took 2.9 times as much, too");
    }

    @Test
    void what_only_several_threads_pay_is_fought_over() throws Exception {
        assertThat(message(turns(100, 100, 52, 200), turns(100, 110, 100, 110)))
                .contains("2.0 times the CPU time of one thread", "fought over", "it took only 1.1 times as much");
    }

    @Test
    void figures_between_the_two_name_neither() throws Exception {
        assertThat(message(turns(100, 100, 52, 220), turns(100, 140, 100, 140)))
                .contains("something that they share, lock or make anew");
    }

    @Test
    void cpu_time_names_threads_that_wait() throws Exception {
        assertThat(message(turns(100, 95, 52, 100)))
                .contains("On average it kept 1.1 cores at work, where the reference kept 1.9");
    }

    @Test
    void three_points_make_a_fit_of_amdahls_law() {
        List<Point> points = List.of(new Point(1, 1, 1), point(2, 0.25), point(4, 0.25));
        assertThat(MeasuredVerdict.serialFraction(points)).isCloseTo(0.25, within(1e-9));
        assertThat(MeasuredVerdict.serialFraction(points.subList(0, 2))).isNull();
    }

    private static Point point(int threads, double serial) {
        double speedup = 1 / (serial + (1 - serial) / threads);
        return new Point(threads, speedup, speedup);
    }

    private static String message(List<Turn> turns) throws Exception {
        return message(turns, List.of());
    }

    private static String message(List<Turn> turns, List<Turn> ofOneThread) throws Exception {
        Map<Integer, List<Turn>> scaling = ofOneThread.isEmpty() ? Map.of() : Map.of(1, ofOneThread);
        MeasuredCheck.Run run = new MeasuredCheck.Run(new ForkedMeasurement.Measured(turns, scaling, 0, null), QUIET);
        return ((Verdict.Failed) verdict(run, run)).finding().message();
    }

    private static MeasuredCheck.Run run(List<Turn> turns, Noise noise) {
        return new MeasuredCheck.Run(new ForkedMeasurement.Measured(turns, Map.of(), 0, null), noise);
    }

    private static MeasuredCheck.Run slow(@Nullable Noise noise) {
        return new MeasuredCheck.Run(
                new ForkedMeasurement.Measured(turns(100, 100, 52, 100), Map.of(1, turns(100, 100, 100, 100)), 0, null),
                noise);
    }

    private static MeasuredCheck.Run givenUp(Turn.End end, Noise noise) {
        Turn turn = new Turn(new Lap(100, 0), new Lap(3_000, 0), new Lap(52, 0), end);
        return new MeasuredCheck.Run(new ForkedMeasurement.Measured(List.of(turn), Map.of(), 0, null), noise);
    }

    private static MeasuredCheck.Run fast() {
        return new MeasuredCheck.Run(
                new ForkedMeasurement.Measured(turns(100, 53, 52, 100), Map.of(1, turns(100, 100, 100, 100)), 0, null),
                QUIET);
    }

    /** Times in milliseconds; the CPU time of baseline and reference is 100. */
    private static List<Turn> turns(long baseline, long submission, long reference, long submissionCpu) {
        return IntStream.range(0, 7)
                .mapToObj(i -> new Turn(
                        new Lap(1_000_000 * baseline, 100_000_000),
                        new Lap(1_000_000 * submission, 1_000_000 * submissionCpu),
                        new Lap(1_000_000 * reference, 100_000_000),
                        Turn.End.ANSWERED))
                .toList();
    }

    private static Verdict verdict(MeasuredCheck.Run... runs) throws Exception {
        return verdict(List.of(runs), List.of());
    }

    private static Verdict verdict(List<MeasuredCheck.Run> runs, List<MeasuredCheck.Run> alibis) throws Exception {
        return even().of(runs, alibis, null);
    }

    private static MeasuredVerdict even() {
        Workload workload = new ForkedMeasurementTest.Even();
        return new MeasuredVerdict(workload, new TimingRule(workload, 2, 2), 2, 2);
    }
}
