package lockstep.grader.catalog.poolmap;

import lockstep.grader.exercise.Exercise;
import lockstep.poolmap.PoolMap;

/** Declares the exercise {@code poolmap}. */
public final class PoolMapExercise {

    private PoolMapExercise() {}

    /** Returns the declaration. */
    public static Exercise declare() {
        return Exercise.of(
                        "poolmap",
                        "A map over a list, by a pool of workers",
                        PoolMap.class,
                        PoolMapRules.class,
                        PoolMapContract.class,
                        PoolMapScenarios.class,
                        PoolMapWorkload.class)
                .after("threadedsum");
    }
}
