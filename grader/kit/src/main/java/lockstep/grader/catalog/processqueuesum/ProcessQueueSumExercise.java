package lockstep.grader.catalog.processqueuesum;

import lockstep.grader.author.children.GradedChildJvm;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.Given;
import lockstep.processqueuesum.ProcessQueueSum;

/** Declares the exercise {@code processqueuesum}. */
public final class ProcessQueueSumExercise {

    private ProcessQueueSumExercise() {}

    /** Returns the declaration. */
    public static Exercise declare() {
        return Exercise.of(
                        "processqueuesum",
                        "The same sum, by child processes and a queue",
                        ProcessQueueSum.class,
                        ProcessQueueSumRules.class,
                        ProcessQueueSumTests.class,
                        ProcessQueueSumContract.class,
                        ProcessQueueSumScenarios.class,
                        ProcessQueueSumWorkload.class)
                .giving(new Given("Term", null), new Given("ChildJvm", GradedChildJvm.class))
                .allowing("threads", "pools", "processes")
                .after("threadedsum");
    }
}
