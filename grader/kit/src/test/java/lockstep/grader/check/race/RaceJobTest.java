package lockstep.grader.check.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
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
import lockstep.grader.verdict.Verdict;
import lockstep.grader.worker.WorkerLimits;
import lockstep.grader.worker.WorkerTask;
import lockstep.grader.worker.Workers;
import org.junit.jupiter.api.Test;

/** The engine decides what it controls, however busy the machine is; a failure can be run again. */
class RaceJobTest {

    private static final WorkerLimits LIMITS =
            new WorkerLimits(Duration.ofSeconds(40), Duration.ofSeconds(60), 256, 1 << 20);

    @Test
    void what_is_guarded_passes_with_how_much_was_tried() {
        Verdict verdict = run(Map.of(), "guarded").get(0).verdict();
        assertThat(verdict).isInstanceOf(Verdict.Passed.class);
        Evidence.Exploration tried = only(((Verdict.Passed) verdict).evidence(), Evidence.Exploration.class);
        assertThat(tried.exhausted()).isTrue();
        assertThat(tried.interleavings()).isGreaterThan(10);
        assertThat(tried.notControlled()).isNull();
    }

    @Test
    void what_is_wrong_fails_by_its_interleaving() {
        Finding finding = finding(run(Map.of(), "unguarded").get(0));
        Evidence.Interleaving interleaving = only(finding.evidence(), Evidence.Interleaving.class);
        assertThat(interleaving.steps()).isNotEmpty();
        assertThat(interleaving.schedule()).isNotNull();
        assertThat(finding.message()).contains("both read balance = 0");
    }

    @Test
    void the_same_seed_gives_the_same_verdict() {
        List<Verdict> once = verdicts(run(Map.of(), "unguarded", "usedOnce", "lockOrder", "neverUnlocked"));
        assertThat(verdicts(run(Map.of(), "unguarded", "usedOnce", "lockOrder", "neverUnlocked")))
                .isEqualTo(once);
        assertThat(once).allMatch(Verdict.Failed.class::isInstance);
    }

    @Test
    void a_schedule_shows_the_same_again_in_another_worker() {
        for (String scenario : List.of("unguarded", "lockOrder", "neverUnlocked")) {
            Finding finding = finding(run(Map.of(), "guarded", scenario).get(1));
            String schedule =
                    only(finding.evidence(), Evidence.Interleaving.class).schedule();
            Finding again =
                    finding(run(Map.of(RaceJob.REPLAY, schedule), scenario).get(0));
            assertThat(again.message()).isEqualTo(finding.message());
            assertThat(again.evidence()).isSubsetOf(finding.evidence());
        }
    }

    @Test
    void an_order_that_shows_no_fault_passes() {
        assertThat(run(Map.of(RaceJob.REPLAY, "0"), "guarded").get(0).verdict().outcome())
                .isEqualTo(Outcome.PASSED);
    }

    private static List<Verdict> verdicts(List<CheckResult> results) {
        return results.stream().map(CheckResult::verdict).toList();
    }

    private static <T extends Evidence> T only(List<Evidence> evidence, Class<T> type) {
        List<T> found =
                evidence.stream().filter(type::isInstance).map(type::cast).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static Finding finding(CheckResult result) {
        assertThat(result.verdict()).as(result.id().toString()).isInstanceOf(Verdict.Failed.class);
        return ((Verdict.Failed) result.verdict()).finding();
    }

    private static List<CheckResult> run(Map<String, String> more, String... scenarios) {
        List<CheckSpec> checks = Stream.of(scenarios)
                .map(scenario -> new CheckSpec(
                        new CheckId("fixture", CheckKind.RACE, scenario.toLowerCase(Locale.ROOT)),
                        "Title of " + scenario,
                        1,
                        new Advice("why", "hint", null),
                        List.of(),
                        new CheckSpec.Probe(AccountsScenarios.class.getName(), scenario)))
                .toList();
        Map<String, String> options =
                new HashMap<>(RaceSettings.options(new RunSettings(7, RunSettings.Budget.STANDARD)));
        options.putAll(more);
        WorkerTask task = new WorkerTask(RaceJob.class, List.of(), checks, options, LIMITS, RaceStage.JVM_FLAGS);
        return new Workers(System::nanoTime).run(task, new WorkerProgress(Progress.silent()));
    }
}
