package lockstep.grader.check.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lockstep.engine.Budget;
import lockstep.engine.Schedule;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.Evidence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlledJudgeTest {

    @TempDir
    Path classes;

    private EngineOutcome judge(String folder, String check, Budget budget) throws IOException {
        Path path = RaceCorpus.folder(folder);
        try (ControlledJudge engine = new ControlledJudge(RaceCorpus.compile(path, classes), 7)) {
            return engine.judge(check(path, check), budget);
        }
    }

    private static CheckSpec check(Path folder, String name) {
        return RaceCorpus.checks(folder).stream()
                .filter(check -> check.id().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static EngineOutcome.Fault fault(EngineOutcome outcome) {
        assertThat(outcome).isInstanceOf(EngineOutcome.Fault.class);
        return (EngineOutcome.Fault) outcome;
    }

    @Test
    void a_lost_update_is_shown_by_its_four_accesses() throws IOException {
        EngineOutcome.Fault fault =
                fault(judge("lockedcounter/c2-volatile-only", "increment-increment", Budget.STANDARD));
        Evidence.Interleaving interleaving = fault.finding().evidence().stream()
                .filter(Evidence.Interleaving.class::isInstance)
                .map(Evidence.Interleaving.class::cast)
                .findFirst()
                .orElseThrow();
        List<String> actions = interleaving.steps().stream()
                .filter(step -> !step.thread().equals("main"))
                .map(step -> step.thread() + " " + step.action() + " " + step.value())
                .toList();
        assertThat(actions).containsExactly("A read value 0", "B read value 0", "B write value 1", "A write value 1");
    }

    @Test
    void the_same_seed_gives_the_same_answer_and_the_same_order() throws IOException {
        EngineOutcome once = judge("lockedcounter/c19-wait-without-loop", "increment-increment", Budget.STANDARD);
        EngineOutcome again = judge("lockedcounter/c19-wait-without-loop", "increment-increment", Budget.STANDARD);
        assertThat(again).isEqualTo(once);
    }

    @Test
    void a_schedule_can_be_written_down_and_run_again() throws IOException {
        Path folder = RaceCorpus.folder("lockedcounter/c12-semaphore-not-reentrant");
        try (ControlledJudge engine = new ControlledJudge(RaceCorpus.compile(folder, classes), 7)) {
            CheckSpec check = check(folder, "last-place");
            EngineOutcome.Fault found = fault(engine.judge(check, Budget.STANDARD));
            EngineOutcome.Fault replayed = fault(engine.replay(check, found.schedule()));
            assertThat(replayed.finding()).isEqualTo(found.finding());
        }
    }

    @Test
    void a_deadlock_names_the_ring() throws IOException {
        EngineOutcome.Fault fault = fault(judge("lockedcounter/x1-lock-order", "increment-decrement", Budget.STANDARD));
        Evidence.StuckThreads stuck = fault.finding().evidence().stream()
                .filter(Evidence.StuckThreads.class::isInstance)
                .map(Evidence.StuckThreads.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(stuck.cycle()).containsExactlyInAnyOrder("A", "B");
        assertThat(fault.finding().message())
                .contains("waits for the monitor of up")
                .contains("waits for the monitor of down");
    }

    @Test
    void a_race_on_what_nobody_reads_is_no_fault() throws IOException {
        assertThat(judge("lockedcounter/good-write-only-debug-field", "increment-increment", Budget.STANDARD))
                .isInstanceOf(EngineOutcome.NoFault.class);
    }

    @Test
    void parallel_streams_are_judged() throws IOException {
        assertThat(judge(
                        "../submissions-race-uncontrolled/threadedsum/parallel-stream",
                        "adds-once-per-thread",
                        Budget.STANDARD))
                .isNotInstanceOf(EngineOutcome.NotControlled.class);
    }

    @Test
    void the_common_pool_is_controlled() throws IOException {
        assertThat(judge("../submissions-race-uncontrolled/poolmap/common-pool", "tasks-meet", Budget.STANDARD))
                .isNotInstanceOf(EngineOutcome.NotControlled.class);
    }

    private String whyNotControlled(String folder) throws IOException {
        EngineOutcome outcome = judge(
                "../submissions-race-uncontrolled/lockedcounter/" + folder, "increment-increment", Budget.STANDARD);
        assertThat(outcome).isInstanceOf(EngineOutcome.NotControlled.class);
        return ((EngineOutcome.NotControlled) outcome).reason();
    }

    @Test
    void a_place_that_is_come_to_too_often_is_a_loss_of_control() throws IOException {
        assertThat(whyNotControlled("busy-place")).startsWith("it comes to one place more than");
    }

    @Test
    void a_class_initialiser_that_shares_with_other_threads_is_under_control() throws IOException {
        EngineOutcome.Fault fault = fault(judge(
                "../submissions-race-uncontrolled/lockedcounter/initialiser", "increment-increment", Budget.STANDARD));
        assertThat(fault.finding().message()).contains("expected then get() = 2, but it gave then get() = 1");
    }

    @Test
    void code_that_is_too_long_to_be_woven_is_named() throws IOException {
        assertThat(whyNotControlled("too-long"))
                .isEqualTo("LockedCounter.look() is too long to be followed step by step");
    }

    @Test
    void which_waiter_is_notified_is_tried_too() throws IOException {
        EngineOutcome.Fault fault =
                fault(judge("lockedcounter/b2-notify-with-tickets", "update-increment", Budget.STANDARD));
        assertThat(fault.finding().evidence()).anyMatch(Evidence.StuckThreads.class::isInstance);
    }

    @Test
    void a_schedule_is_read_as_it_was_written() {
        Schedule schedule = new Schedule(List.of(new Schedule.Turn(46, 1), new Schedule.Turn(87, 2)));
        assertThat(schedule).hasToString("1a.1-2f.2");
        assertThat(Schedule.parse("1a.1-2f.2")).isEqualTo(schedule);
        assertThat(Schedule.parse("0")).isEqualTo(Schedule.USUAL);
    }
}
