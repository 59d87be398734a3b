package lockstep.grader.catalog.callbacks;

import lockstep.callbacks.CallbackPool;
import lockstep.grader.exercise.Exercise;

/** Declares the exercise {@code callbacks}. */
public final class CallbacksExercise {

    private CallbacksExercise() {}

    /** Returns the declaration. */
    public static Exercise declare() {
        return Exercise.of(
                        "callbacks",
                        "A pool that calls back",
                        CallbackPool.class,
                        CallbacksRules.class,
                        CallbacksContract.class)
                .after("poolmap");
    }
}
