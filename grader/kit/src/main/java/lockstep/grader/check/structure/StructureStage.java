package lockstep.grader.check.structure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import lockstep.grader.check.Progress;
import lockstep.grader.check.RunSettings;
import lockstep.grader.check.Stage;
import lockstep.grader.compile.CompiledSubmission;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.CheckResult;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.Verdict;
import lockstep.grader.worker.CompilerProcess;

/**
 * Answers questions about the shape of the code by ArchUnit rules over the submission's class files, in the compiler's
 * process. No class of the submission is loaded.
 *
 * <p>Sees what class files tell: not whether a call is ever reached, and nothing of what reflection does.
 */
public final class StructureStage implements Stage {

    private final CompilerProcess reader;
    private final Clock clock;

    /**
     * Creates the stage.
     *
     * @param reader where the class files are read
     * @param clock tells how long a check takes
     */
    public StructureStage(CompilerProcess reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public CheckKind kind() {
        return CheckKind.STRUCTURE;
    }

    @Override
    public boolean needsWholeMachine() {
        return false;
    }

    @Override
    public List<CheckResult> judge(
            CompiledSubmission submission, List<CheckSpec> checks, RunSettings settings, Progress progress) {
        List<CheckResult> results = new ArrayList<>();
        for (CheckSpec check : checks) {
            progress.checkStarted(check);
            Instant start = clock.instant();
            Verdict verdict = judge(submission, check);
            CheckResult result = new CheckResult(check.id(), verdict, Duration.between(start, clock.instant()));
            progress.checkFinished(check, result);
            results.add(result);
        }
        return results;
    }

    private Verdict judge(CompiledSubmission submission, CheckSpec check) {
        try {
            return reader.judge(StructureJob.class, submission.classes(), check, StructureStage::unfinished);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while judging " + check.id());
        }
    }

    /** The rules read the kit's own classes in the same process: these are read to their end. */
    private static Verdict unfinished(String because) {
        String what = "nobody could look at the shape of these classes to the end: " + because;
        return new Verdict.Failed(new Finding(
                "Nobody" + what.substring("nobody".length()) + ".",
                new Advice(
                        "What a checker cannot read to its end, people cannot, either.",
                        "Write what is nested, repeated or generated in a simpler way.",
                        null),
                null,
                List.of(new Evidence.RuleBreach(null, "classes are of a size and depth that can be read", what))));
    }
}
