package lockstep.grader.check.correctness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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

    private static final WorkerLimits LIMITS =
            new WorkerLimits(Duration.ofSeconds(8), Duration.ofSeconds(60), 64, 1 << 20);

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
        WorkerTask task = new WorkerTask(CorrectnessJob.class, List.of(), checks, Map.of(), LIMITS);
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
        assertThat(Arrays.asList(probes)).hasSameSizeAs(results);
        return results;
    }
}
