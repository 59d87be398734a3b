package lockstep.grader.catalog.boundedbuffer;

import lockstep.boundedbuffer.BoundedBuffer;
import lockstep.grader.exercise.Exercise;

/** Declares the exercise {@code boundedbuffer}. */
public final class BoundedBufferExercise {

    private BoundedBufferExercise() {}

    /** Returns the declaration. */
    public static Exercise declare() {
        return Exercise.of(
                        "boundedbuffer",
                        "A queue between threads",
                        BoundedBuffer.class,
                        BoundedBufferRules.class,
                        BoundedBufferContract.class)
                .after("lockedcounter");
    }
}
