package lockstep.grader.check.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lockstep.grader.check.Progress;
import lockstep.grader.check.RunSettings;
import lockstep.grader.check.WorkerProgress;
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
import lockstep.grader.worker.WorkerTask;
import lockstep.grader.worker.Workers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Stress tells right from wrong on code whose faults are known. */
@Tag("alone")
class StressTest {

    private static final WorkerLimits LIMITS =
            new WorkerLimits(Duration.ofSeconds(40), Duration.ofSeconds(60), 256, 1 << 20);

    @Test
    void what_is_guarded_passes_with_its_rounds() {
        List<CheckResult> results = run("guarded", "manyActors", "interrupting");
        assertThat(results.stream().map(result -> result.verdict().outcome())).containsOnly(Outcome.PASSED);
        Evidence.OutcomeTable table = (Evidence.OutcomeTable)
                ((Verdict.Passed) results.get(0).verdict()).evidence().get(1);
        assertThat(table.rounds()).isGreaterThan(4);
        assertThat(table.rows())
                .containsExactly(new Evidence.OutcomeTable.Row("the expected value", table.rounds(), true));
    }

    @Test
    void lost_updates_are_caught_and_counted() {
        List<CheckResult> results = run("unguarded", "usedOnce");
        Finding finding = finding(results.get(0));
        assertThat(finding.message()).contains("balance()").contains("rounds");
        assertThat(finding.evidence().get(0)).isInstanceOf(Evidence.Counterexample.class);
        assertThat(finding.evidence().get(1)).isInstanceOf(Evidence.OutcomeTable.class);
        finding(results.get(1));
    }

    @Test
    void a_round_has_one_outcome() {
        List<CheckResult> results = run("manyLooks", "usedOnce");
        Evidence.OutcomeTable right = (Evidence.OutcomeTable)
                ((Verdict.Passed) results.get(0).verdict()).evidence().get(1);
        assertThat(right.rows()).containsExactly(new Evidence.OutcomeTable.Row("some", right.rounds(), true));
        Evidence.OutcomeTable wrong =
                (Evidence.OutcomeTable) finding(results.get(1)).evidence().get(1);
        assertThat(wrong.rows().stream()
                        .mapToLong(Evidence.OutcomeTable.Row::count)
                        .sum())
                .isEqualTo(wrong.rounds());
    }

    @Test
    void a_method_that_is_not_written_is_named_at_once() {
        Finding finding = finding(run("unwritten").get(0));
        assertThat(finding.message()).isEqualTo("unwritten is not written yet.");
        assertThat(finding.location())
                .isNotNull()
                .extracting(SourceLocation::file)
                .isEqualTo("lockstep/fixture/Accounts.java");
    }

    @Test
    void actors_that_never_end_are_explained() {
        List<CheckResult> results = run("lockOrder", "neverUnlocked", "spinning", "guarded");
        Evidence.StuckThreads order =
                (Evidence.StuckThreads) finding(results.get(0)).evidence().get(0);
        assertThat(order.cycle()).hasSize(2);
        assertThat(order.threads())
                .allSatisfy(thread -> assertThat(thread.waitsFor()).isEqualTo("the monitor of an Object"));
        finding(results.get(1));
        finding(results.get(2));
        assertThat(results.get(3).verdict().outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void an_actor_that_throws_fails_with_its_line() {
        Finding finding = finding(run("failing").get(0));
        assertThat(finding.message()).contains("IllegalStateException: from the submission");
        assertThat(finding.location()).isNotNull();
    }

    @Test
    void a_scenario_that_looks_at_nothing_is_our_fault() {
        assertThat(run("looksAtNothing").get(0).verdict().outcome()).isEqualTo(Outcome.ERRORED);
    }

    @Test
    void without_a_round_there_is_no_answer() throws Exception {
        // As on a machine that is so busy that the time is over before the first round.
        StressSettings noTime = StressSettings.corroborating(Duration.ZERO, 2);
        try (Stress stress = new Stress(noTime)) {
            Verdict verdict = stress.judge("a title", 1, race -> race.expect("a look", 1, 1))
                    .verdict();
            assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        }
    }

    private static Finding finding(CheckResult result) {
        assertThat(result.verdict()).as(result.id().toString()).isInstanceOf(Verdict.Failed.class);
        return ((Verdict.Failed) result.verdict()).finding();
    }

    private static boolean couldNotTry(CheckResult result) {
        return result.verdict() instanceof Verdict.Inconclusive
                || (result.verdict() instanceof Verdict.Errored errored && errored.fault() == Verdict.Fault.CANARY);
    }

    private static List<CheckResult> run(String... scenarios) {
        List<CheckSpec> checks = new ArrayList<>();
        for (String scenario : scenarios) {
            checks.add(new CheckSpec(
                    new CheckId("fixture", CheckKind.RACE, scenario.toLowerCase(Locale.ROOT)),
                    "Title of " + scenario,
                    1,
                    new Advice("why", "hint", null),
                    List.of(),
                    new CheckSpec.Probe(AccountsScenarios.class.getName(), scenario)));
        }
        Map<String, String> options = RaceSettings.options(new RunSettings(7, RunSettings.Budget.STANDARD));
        WorkerTask task = new WorkerTask(StressJob.class, List.of(), checks, options, LIMITS, RaceStage.JVM_FLAGS);
        List<CheckResult> results = List.of();
        // On a busy machine stress admits that it could not try; these tests are about what it says when it could.
        for (int attempt = 0; attempt < 20; attempt++) {
            results = new Workers(System::nanoTime).run(task, new WorkerProgress(Progress.silent()));
            if (results.stream().noneMatch(StressTest::couldNotTry)) {
                break;
            }
        }
        return results;
    }
}
