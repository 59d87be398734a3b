package lockstep.grader.check.correctness;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import lockstep.grader.check.Progress;
import lockstep.grader.check.RunSettings;
import lockstep.grader.check.Stage;
import lockstep.grader.check.UnderControl;
import lockstep.grader.check.WorkerProgress;
import lockstep.grader.compile.CompiledSubmission;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.CheckResult;
import lockstep.grader.worker.WorkerLimits;
import lockstep.grader.worker.WorkerTask;
import lockstep.grader.worker.Workers;
import lockstep.grader.worker.child.WorkerMain;

/** Answers questions about results by contracts and JUnit tests in a worker JVM. */
public final class CorrectnessStage implements Stage {

    /**
     * Far more than any check takes on a busy machine: only what hangs comes near. It may hang twice, under control, where that
     * is noticed after five seconds, and then on real threads.
     */
    private static final WorkerLimits LIMITS =
            new WorkerLimits(Duration.ofSeconds(30), Duration.ofSeconds(30), WorkerLimits.HEAP_MEGABYTES, 1 << 20);

    /** Short tests are over before the optimising compiler has paid for itself: a third less processor time. */
    private static final List<String> JVM_FLAGS = List.of("-XX:TieredStopAtLevel=1");

    /** 12 s of processor time at 30 s of wall time; correct code needs well below one. */
    private static final String CPU = "0.4";

    private final Workers workers;

    public CorrectnessStage(Workers workers) {
        this.workers = workers;
    }

    @Override
    public CheckKind kind() {
        return CheckKind.CORRECTNESS;
    }

    @Override
    public boolean needsWholeMachine() {
        return false;
    }

    @Override
    public List<CheckResult> judge(
            CompiledSubmission submission, List<CheckSpec> checks, RunSettings settings, Progress progress) {
        Map<String, String> options = Map.of(
                WorkerMain.CPU_SHARE,
                CPU,
                UnderControl.CLASSES,
                submission.classes().toAbsolutePath().toString());
        WorkerTask task = WorkerTask.on(submission, CorrectnessJob.class, checks, options, LIMITS, JVM_FLAGS);
        return workers.run(task, new WorkerProgress(progress));
    }
}
