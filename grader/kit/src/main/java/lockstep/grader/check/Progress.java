package lockstep.grader.check;

import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.verdict.CheckResult;

/** Hears what is being done: from any thread, and of several exercises in turns. */
public interface Progress {

    /** An exercise begins. */
    void exerciseStarted(Exercise exercise);

    /** A check begins. */
    void checkStarted(CheckSpec check);

    /** A check was answered. */
    void checkFinished(CheckSpec check, CheckResult result);

    /** An exercise ends. */
    void exerciseFinished(Exercise exercise);

    /** Hears nothing. */
    static Progress silent() {
        return new Progress() {
            @Override
            public void exerciseStarted(Exercise exercise) {}

            @Override
            public void checkStarted(CheckSpec check) {}

            @Override
            public void checkFinished(CheckSpec check, CheckResult result) {}

            @Override
            public void exerciseFinished(Exercise exercise) {}
        };
    }
}
