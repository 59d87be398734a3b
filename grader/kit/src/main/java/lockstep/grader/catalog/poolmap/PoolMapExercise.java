package lockstep.grader.catalog.poolmap;

import java.util.List;
import java.util.Map;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.ExerciseId;
import lockstep.grader.exercise.RubricReader;
import lockstep.grader.verdict.CheckKind;
import lockstep.poolmap.PoolMap;

/** Declares the exercise {@code poolmap}. */
public final class PoolMapExercise {

    private PoolMapExercise() {}

    /** Returns the declaration. */
    public static Exercise declare() {
        ExerciseId id = new ExerciseId("poolmap");
        return new Exercise(
                id,
                "A map over a list, by a pool of workers",
                PoolMap.class,
                List.of(),
                RubricReader.read(
                        id,
                        Map.of(
                                CheckKind.STRUCTURE,
                                List.of(PoolMapRules.class),
                                CheckKind.CORRECTNESS,
                                List.of(PoolMapContract.class),
                                CheckKind.RACE,
                                List.of(PoolMapScenarios.class),
                                CheckKind.SPEEDUP,
                                List.of(PoolMapWorkload.class))));
    }
}
