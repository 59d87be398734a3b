package lockstep.grader.catalog.threadedsum;

import java.util.List;
import java.util.Map;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.ExerciseId;
import lockstep.grader.exercise.RubricReader;
import lockstep.grader.verdict.CheckKind;
import lockstep.threadedsum.ThreadedSum;

/** Declares the exercise {@code threadedsum}. */
public final class ThreadedSumExercise {

    private ThreadedSumExercise() {}

    /** Returns the declaration. */
    public static Exercise declare() {
        ExerciseId id = new ExerciseId("threadedsum");
        return new Exercise(
                id,
                "The sum of a range, by threads",
                ThreadedSum.class,
                List.of(),
                RubricReader.read(
                        id,
                        Map.of(
                                CheckKind.STRUCTURE,
                                List.of(ThreadedSumRules.class),
                                CheckKind.CORRECTNESS,
                                List.of(ThreadedSumContract.class),
                                CheckKind.RACE,
                                List.of(ThreadedSumScenarios.class),
                                CheckKind.SPEEDUP,
                                List.of(ThreadedSumWorkload.class))));
    }
}
