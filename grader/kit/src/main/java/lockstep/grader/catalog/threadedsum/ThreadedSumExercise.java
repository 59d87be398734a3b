package lockstep.grader.catalog.threadedsum;

import lockstep.grader.exercise.Exercise;
import lockstep.threadedsum.ThreadedSum;

/** Declares the exercise {@code threadedsum}. */
public final class ThreadedSumExercise {

    private ThreadedSumExercise() {}

    /** Returns the declaration. */
    public static Exercise declare() {
        return Exercise.of(
                        "threadedsum",
                        "The sum of a range, by threads",
                        ThreadedSum.class,
                        ThreadedSumRules.class,
                        ThreadedSumContract.class,
                        ThreadedSumScenarios.class,
                        ThreadedSumWorkload.class)
                .after("identities");
    }
}
