package lockstep.grader.catalog.processqueuesum;

import java.util.List;
import java.util.Map;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.ExerciseId;
import lockstep.grader.exercise.Given;
import lockstep.grader.exercise.RubricReader;
import lockstep.grader.verdict.CheckKind;
import lockstep.processqueuesum.ProcessQueueSum;

/** Declares the exercise {@code processqueuesum}. */
public final class ProcessQueueSumExercise {

    private ProcessQueueSumExercise() {}

    /** Returns the declaration. */
    public static Exercise declare() {
        ExerciseId id = new ExerciseId("processqueuesum");
        return new Exercise(
                id,
                "The same sum, by child processes and a queue",
                ProcessQueueSum.class,
                List.of(new Given("Term", null), new Given("ChildJvm", GradedChildJvm.class)),
                RubricReader.read(
                        id,
                        Map.of(
                                CheckKind.STRUCTURE,
                                List.of(ProcessQueueSumRules.class),
                                CheckKind.CORRECTNESS,
                                List.of(ProcessQueueSumTests.class, ProcessQueueSumContract.class),
                                CheckKind.RACE,
                                List.of(ProcessQueueSumScenarios.class),
                                CheckKind.SPEEDUP,
                                List.of(ProcessQueueSumWorkload.class))));
    }
}
