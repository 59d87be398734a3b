package lockstep.grader.check.speedup;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import lockstep.grader.check.Progress;
import lockstep.grader.check.RunSettings;
import lockstep.grader.check.Stage;
import lockstep.grader.check.WorkerProgress;
import lockstep.grader.compile.CompiledSubmission;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.CheckResult;
import lockstep.grader.worker.WorkerLimits;
import lockstep.grader.worker.WorkerTask;
import lockstep.grader.worker.Workers;

/** Answers questions about time: first by evidence that needs no clock, then by measuring in forks of a worker JVM. */
public final class SpeedupStage implements Stage {

    /** Two slow forks with all their patience and what is asked of the reference between them fit in; more hangs. */
    private static final WorkerLimits LIMITS =
            new WorkerLimits(Duration.ofSeconds(150), Duration.ofSeconds(30), WorkerLimits.HEAP_MEGABYTES, 1 << 20);

    private final Workers workers;

    public SpeedupStage(Workers workers) {
        this.workers = workers;
    }

    @Override
    public CheckKind kind() {
        return CheckKind.SPEEDUP;
    }

    @Override
    public boolean needsWholeMachine() {
        return true;
    }

    @Override
    public List<CheckResult> judge(
            CompiledSubmission submission, List<CheckSpec> checks, RunSettings settings, Progress progress) {
        int cores = Runtime.getRuntime().availableProcessors();
        Map<String, String> options =
                Map.of(SpeedupJob.BUDGET, settings.budget().name(), SpeedupJob.CORES, Integer.toString(cores));
        // Worker and forks are to see no more cores than the grader, whose flags they do not share otherwise.
        WorkerTask task = WorkerTask.on(
                submission, SpeedupJob.class, checks, options, LIMITS, List.of("-XX:ActiveProcessorCount=" + cores));
        return workers.run(task, new WorkerProgress(progress));
    }
}
