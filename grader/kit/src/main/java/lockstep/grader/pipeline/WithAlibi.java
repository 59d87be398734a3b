package lockstep.grader.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lockstep.grader.check.Progress;
import lockstep.grader.check.RunSettings;
import lockstep.grader.check.Stage;
import lockstep.grader.check.speedup.MachineLoad;
import lockstep.grader.compile.CompiledSubmission;
import lockstep.grader.compile.Reference;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.CheckResult;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.Verdict;

/**
 * A stage in which nothing stays undecided without an <em>alibi</em>: that the kit's reference, asked the same at once and
 * on the same machine in a JVM and sandbox of its own, cannot be decided either. A submission that stays undecided where
 * the reference is decided, time after time, is what keeps the check from its end; unless others had nearly all of the machine
 * meanwhile, where it is luck who comes to an end.
 */
public final class WithAlibi implements Stage {

    /** A machine may be busy for one of two that come after each other; not three times for the same one. */
    private static final int RUNS = 3;

    private static final Advice ADVICE = new Advice(
            "A check that never comes to its end says nothing for your code, and the same check of other code did.",
            "What does your code start, print, throw or wait for that the exercise does not ask for? Take it out first.",
            null);

    private static final Path PROC = Path.of("/proc");

    private final Stage stage;

    /** @param stage what answers */
    public WithAlibi(Stage stage) {
        this.stage = stage;
    }

    @Override
    public CheckKind kind() {
        return stage.kind();
    }

    @Override
    public boolean needsWholeMachine() {
        return stage.needsWholeMachine();
    }

    @Override
    public List<CheckResult> judge(
            CompiledSubmission submission, List<CheckSpec> checks, RunSettings settings, Progress progress) {
        Map<CheckId, CheckResult> answers = new LinkedHashMap<>();
        stage.judge(submission, checks, settings, progress).forEach(result -> answers.put(result.id(), result));
        List<CheckSpec> open = undecided(checks, answers);
        boolean busy = false;
        for (int run = 1; !open.isEmpty(); run++) {
            // The submission's own processes are gone by now.
            Optional<MachineLoad> before = MachineLoad.read(PROC);
            open = withoutAlibi(Reference.inPlaceOf(submission), open, settings);
            busy |= hadLittleSince(before);
            if (run == RUNS) {
                if (!busy) {
                    open.forEach(check -> answers.computeIfPresent(check.id(), WithAlibi::refused));
                }
                break;
            }
            if (!open.isEmpty()) {
                stage.judge(submission, open, settings, progress).forEach(result -> answers.put(result.id(), result));
            }
            open = undecided(open, answers);
        }
        return checks.stream()
                .map(check -> Objects.requireNonNull(answers.get(check.id())))
                .toList();
    }

    private static boolean hadLittleSince(Optional<MachineLoad> before) {
        return before.flatMap(then -> MachineLoad.read(PROC).map(now -> now.leftLittleSince(then)))
                .orElse(false);
    }

    private List<CheckSpec> undecided(List<CheckSpec> checks, Map<CheckId, CheckResult> answers) {
        return checks.stream()
                .filter(check ->
                        isOpen(Objects.requireNonNull(answers.get(check.id())).verdict()))
                .toList();
    }

    /** Where time is taken, the reference takes part in each measurement: what stays undecided there has its alibi. */
    private boolean isOpen(Verdict verdict) {
        return verdict.outcome() == Outcome.ERRORED
                || verdict.outcome() == Outcome.INCONCLUSIVE && kind() != CheckKind.SPEEDUP;
    }

    private List<CheckSpec> withoutAlibi(CompiledSubmission reference, List<CheckSpec> open, RunSettings settings) {
        Map<CheckId, CheckResult> alibi = new LinkedHashMap<>();
        stage.judgeReference(reference, open, settings).forEach(result -> alibi.put(result.id(), result));
        List<CheckSpec> decided = new ArrayList<>(open);
        decided.removeAll(undecided(open, alibi));
        return decided;
    }

    private static CheckResult refused(CheckId id, CheckResult undecided) {
        String reason = undecided.verdict() instanceof Verdict.Errored errored
                ? errored.reason()
                : ((Verdict.Inconclusive) undecided.verdict()).reason();
        return new CheckResult(
                id,
                new Verdict.Failed(new Finding(
                        "It could not be completed with this code, though it can with the kit's own, " + RUNS
                                + " times in a row: " + reason,
                        ADVICE,
                        null,
                        List.of(new Evidence.Counterexample("the check", "comes to its end", reason)))),
                undecided.elapsed());
    }
}
