package lockstep.grader.catalog.lockedcounter;

import java.util.List;
import java.util.Map;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.ExerciseId;
import lockstep.grader.exercise.RubricReader;
import lockstep.grader.verdict.CheckKind;
import lockstep.lockedcounter.LockedCounter;

/** Declares the exercise {@code lockedcounter}. */
public final class LockedCounterExercise {

    private LockedCounterExercise() {}

    /** Returns the declaration. */
    public static Exercise declare() {
        ExerciseId id = new ExerciseId("lockedcounter");
        return new Exercise(
                id,
                "A counter guarded by a lock",
                LockedCounter.class,
                List.of(),
                RubricReader.read(
                        id,
                        Map.of(
                                CheckKind.STRUCTURE,
                                List.of(LockedCounterRules.class),
                                CheckKind.CORRECTNESS,
                                List.of(LockedCounterContract.class),
                                CheckKind.RACE,
                                List.of(LockedCounterContract.class),
                                CheckKind.SPEEDUP,
                                List.of(LockedCounterWorkload.class))));
    }
}
