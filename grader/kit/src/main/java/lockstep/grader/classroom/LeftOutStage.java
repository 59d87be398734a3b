package lockstep.grader.classroom;

import java.time.Duration;
import java.util.List;
import lockstep.grader.check.Progress;
import lockstep.grader.check.RunSettings;
import lockstep.grader.check.Stage;
import lockstep.grader.compile.CompiledSubmission;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.CheckResult;
import lockstep.grader.verdict.Verdict;

/**
 * A stage that is not asked in this run, so that all of its checks stay open.
 *
 * @param stage the stage in whose place it stands
 */
public record LeftOutStage(Stage stage) implements Stage {

    private static final String REASON = " are left out of this run by --kinds";

    /** Returns whether another run of the same kind may decide the check: not where it was left out. */
    public static boolean mayBeDecidedLater(CheckFeedback check) {
        return check.undecided()
                && !String.valueOf(check.explanation().message()).endsWith(REASON);
    }

    @Override
    public CheckKind kind() {
        return stage.kind();
    }

    @Override
    public boolean needsWholeMachine() {
        return false;
    }

    @Override
    public List<CheckResult> judge(
            CompiledSubmission submission, List<CheckSpec> checks, RunSettings settings, Progress progress) {
        Verdict open = new Verdict.Inconclusive("checks of " + kind().word() + REASON, List.of());
        return checks.stream()
                .map(check -> new CheckResult(check.id(), open, Duration.ZERO))
                .toList();
    }
}
