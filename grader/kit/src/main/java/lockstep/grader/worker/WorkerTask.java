package lockstep.grader.worker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lockstep.grader.compile.CompiledSubmission;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.probe.GradedExercise;

/**
 * Checks to be answered by one job in worker JVMs.
 *
 * @param job the class that answers them inside the worker
 * @param classPath the submission's part of the class path
 * @param options what the job wants to know besides: its own names and values
 * @param jvmFlags flags of the worker JVM beside those that every worker gets
 */
public record WorkerTask(
        Class<? extends WorkerJob> job,
        List<Path> classPath,
        List<CheckSpec> checks,
        Map<String, String> options,
        WorkerLimits limits,
        List<String> jvmFlags) {

    public WorkerTask {
        classPath = List.copyOf(classPath);
        checks = List.copyOf(checks);
        options = Map.copyOf(options);
        jvmFlags = List.copyOf(jvmFlags);
    }

    /** A task for a JVM without flags of its own. */
    public WorkerTask(
            Class<? extends WorkerJob> job,
            List<Path> classPath,
            List<CheckSpec> checks,
            Map<String, String> options,
            WorkerLimits limits) {
        this(job, classPath, checks, options, limits, List.of());
    }

    /** Returns the task of judging a submission, in a worker that knows whose classes are whose. */
    public static WorkerTask on(
            CompiledSubmission submission,
            Class<? extends WorkerJob> job,
            List<CheckSpec> checks,
            Map<String, String> options,
            WorkerLimits limits,
            List<String> jvmFlags) {
        List<String> flags = new ArrayList<>(jvmFlags);
        flags.addAll(GradedExercise.jvmFlags(submission.exercise()));
        return new WorkerTask(job, submission.classPath(), checks, options, limits, flags);
    }
}
