package lockstep.grader.catalog.lockedcounter;

import lockstep.grader.exercise.Exercise;
import lockstep.lockedcounter.LockedCounter;

/** Declares the exercise {@code lockedcounter}. */
public final class LockedCounterExercise {

    private LockedCounterExercise() {}

    /** Returns the declaration. */
    public static Exercise declare() {
        return Exercise.of(
                        "lockedcounter",
                        "A counter guarded by a lock",
                        LockedCounter.class,
                        LockedCounterRules.class,
                        LockedCounterContract.class,
                        LockedCounterWorkload.class)
                .after("threadedsum");
    }
}
