package lockstep.grader.check;

import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.CheckResult;
import lockstep.grader.worker.WorkerListener;

/** Passes on to {@link Progress} what a worker's parent hears. */
public record WorkerProgress(Progress progress) implements WorkerListener {

    @Override
    public void started(CheckSpec check) {
        progress.checkStarted(check);
    }

    @Override
    public void finished(CheckSpec check, CheckResult result) {
        progress.checkFinished(check, result);
    }
}
