package lockstep.grader.check.correctness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.CheckResult;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.SourceLocation;
import lockstep.grader.verdict.Verdict;
import lockstep.grader.worker.WorkerLimits;
import lockstep.grader.worker.WorkerListener;
import lockstep.grader.worker.WorkerTask;
import lockstep.grader.worker.Workers;
import org.junit.jupiter.api.Test;

/** Whatever a submission does to its worker costs the running check and no other. */
class CorrectnessJobTest {

    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    @Test
    void answers_come_in_order_and_right() {
        List<CheckResult> results = run("right", "wrong", "assertion", "aborted", "fail", "right");
        assertThat(results.stream().map(result -> result.verdict().outcome()))
                .containsExactly(
                        Outcome.PASSED,
                        Outcome.FAILED,
                        Outcome.FAILED,
                        Outcome.INCONCLUSIVE,
                        Outcome.FAILED,
                        Outcome.PASSED);
        assertThat(heard).hasSize(12).startsWith("started 0-right", "finished 0-right");
        assertThat(finding(results.get(1)).evidence())
                .containsExactly(new Evidence.Counterexample("answer()", "43", "42"));
        assertThat(finding(results.get(4)).location())
                .extracting(SourceLocation::file)
                .isEqualTo("lockstep/fixture/Misbehaviour.java");
    }

    @Test
    void exit_fails_the_running_check_and_names_the_line() {
        List<CheckResult> results = run("right", "exit", "right", "exitInThread", "halt", "right");
        assertThat(crash(results.get(1)).how()).isEqualTo("exit");
        assertThat(crash(results.get(1)).exitStatus()).isEqualTo(3);
        assertThat(finding(results.get(1)).location()).isNotNull();
        assertThat(crash(results.get(3)).exitStatus()).isEqualTo(0);
        assertThat(crash(results.get(4)).exitStatus()).isEqualTo(5);
        assertPassed(results, 0, 2, 5);
    }

    @Test
    void memory_and_stack_run_out_for_the_running_check_only() {
        List<CheckResult> results = run("exhaustHeap", "right", "exhaustHeapInThread", "recurse", "right");
        assertThat(crash(results.get(0)).how()).isEqualTo("out-of-memory");
        assertThat(crash(results.get(2)).how()).isEqualTo("out-of-memory");
        assertThat(finding(results.get(3)).message()).contains("StackOverflowError");
        assertPassed(results, 1, 4);
    }

    @Test
    void output_is_free_up_to_a_limit_and_never_reaches_the_channel() {
        List<CheckResult> results =
                run("print", "flood", "right", "closeOutput", "print", "writeToChannel", "closeChannel", "right");
        assertThat(crash(results.get(1)).how()).isEqualTo("output-flood");
        assertThat(crash(results.get(1)).lastOutput()).contains("the quick brown fox");
        assertThat(crash(results.get(5)).how()).isEqualTo("garbled");
        assertThat(crash(results.get(6)).how()).isEqualTo("garbled");
        assertPassed(results, 0, 2, 3, 4, 7);
    }

    @Test
    void what_waits_for_ever_is_explained_before_its_deadline() {
        Instant before = Instant.now();
        List<CheckResult> results = run(Duration.ofMinutes(5), "waitForNobody", "deadlock", "right");
        Evidence.StuckThreads nobody = stuck(results.get(0));
        assertThat(nobody.threads()).hasSize(1);
        assertThat(nobody.threads().get(0).waitsFor()).isEqualTo("a CountDownLatch");
        assertThat(finding(results.get(0)).location()).isNotNull();
        Evidence.StuckThreads deadlock = stuck(results.get(1));
        assertThat(deadlock.cycle()).containsExactlyInAnyOrder("caller", "other");
        assertThat(deadlock.threads()).extracting(Evidence.Stuck::heldBy).contains("caller", "other");
        assertThat(finding(results.get(1)).message()).contains("Deadlock");
        assertPassed(results, 2);
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofMinutes(4));
    }

    @Test
    void what_spins_ends_at_its_deadline_and_costs_no_other_check() {
        List<CheckResult> results = run(Duration.ofSeconds(4), "spin", "right", "spin", "right");
        assertThat(stuck(results.get(0)).threads().get(0).state()).isEqualTo("RUNNABLE");
        assertThat(finding(results.get(2)).message())
                .containsPattern("did not end within 4 s: an endless loop at line \\d+");
        assertPassed(results, 1, 3);
    }

    @Test
    void what_a_check_leaves_behind_fails_it_and_reaches_no_other() {
        List<CheckResult> results =
                run("leaveSpinning", "right", "leaveCrowd", "right", "keepMemory", "right", "leaveIdle", "right");
        assertThat(finding(results.get(0)).message()).contains("still computed");
        assertThat(finding(results.get(2)).message()).contains("200 threads were still alive");
        assertThat(finding(results.get(4)).message()).contains("MB were still in use");
        assertPassed(results, 1, 3, 5, 6, 7);
    }

    @Test
    void waiting_for_a_process_or_a_sleeper_is_not_stuck() {
        assertPassed(run(Duration.ofMinutes(2), "awaitChildProcess", "awaitSleepingThread"), 0, 1);
    }

    @Test
    void an_interrupt_left_by_one_check_does_not_reach_the_next() {
        assertPassed(run("interruptCaller", "right"), 0, 1);
    }

    @Test
    void processes_left_by_a_submission_are_gone_afterwards() {
        List<CheckResult> results = run("leaveProcess", "right");
        assertThat(finding(results.get(0)).message()).contains("a child process was still alive");
        assertPassed(results, 1);
        assertThat(ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(MisbehaviourProbe.LONG_SLEEP))
                        .filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    private static Evidence.StuckThreads stuck(CheckResult result) {
        return (Evidence.StuckThreads) finding(result).evidence().get(0);
    }

    private Evidence.Crash crash(CheckResult result) {
        return (Evidence.Crash) finding(result).evidence().get(0);
    }

    private static Finding finding(CheckResult result) {
        assertThat(result.verdict()).as(result.id().toString()).isInstanceOf(Verdict.Failed.class);
        return ((Verdict.Failed) result.verdict()).finding();
    }

    private static void assertPassed(List<CheckResult> results, int... positions) {
        for (int position : positions) {
            assertThat(results.get(position).verdict()).isEqualTo(Verdict.pass());
        }
    }

    private List<CheckResult> run(String... probes) {
        return run(Duration.ofSeconds(30), probes);
    }

    private List<CheckResult> run(Duration perCheck, String... probes) {
        List<CheckSpec> checks = new ArrayList<>();
        for (String probe : probes) {
            checks.add(new CheckSpec(
                    new CheckId("fixture", CheckKind.CORRECTNESS, checks.size() + "-" + probe.toLowerCase(Locale.ROOT)),
                    "Title of " + probe,
                    1,
                    new Advice("why", "hint", null),
                    List.of(),
                    new CheckSpec.Probe(MisbehaviourProbe.class.getName(), probe)));
        }
        WorkerLimits limits = new WorkerLimits(perCheck, Duration.ofSeconds(60), 64, 1 << 20);
        WorkerTask task = new WorkerTask(CorrectnessJob.class, List.of(), checks, Map.of(), limits);
        List<CheckResult> results = new Workers(System::nanoTime).run(task, new WorkerListener() {
            @Override
            public void started(CheckSpec check) {
                heard.add("started " + check.id().name());
            }

            @Override
            public void finished(CheckSpec check, CheckResult result) {
                heard.add("finished " + check.id().name());
            }
        });
        assertThat(results.stream().map(result -> result.id().name()))
                .containsExactlyElementsOf(
                        checks.stream().map(check -> check.id().name()).toList());
        return results;
    }
}
