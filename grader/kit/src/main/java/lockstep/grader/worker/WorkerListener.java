package lockstep.grader.worker;

import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.CheckResult;

/** Hears how a task goes on; called from the thread that runs the task. */
public interface WorkerListener {

    /** A check begins. */
    void started(CheckSpec check);

    /** A check was answered. */
    void finished(CheckSpec check, CheckResult result);
}
