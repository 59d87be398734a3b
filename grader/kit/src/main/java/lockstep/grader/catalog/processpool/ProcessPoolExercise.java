package lockstep.grader.catalog.processpool;

import lockstep.grader.author.children.GradedChildJvm;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.Given;
import lockstep.processpool.ProcessPool;

/** Declares the exercise {@code processpool}. */
public final class ProcessPoolExercise {

    private ProcessPoolExercise() {}

    /** Returns the declaration. */
    public static Exercise declare() {
        return Exercise.of(
                        "processpool",
                        "A pool of child processes",
                        ProcessPool.class,
                        ProcessPoolRules.class,
                        ProcessPoolContract.class,
                        ProcessPoolTests.class)
                .giving(new Given("Worker", null), new Given("ChildJvm", GradedChildJvm.class))
                .allowing("threads", "pools", "processes")
                .after("processqueuesum", "poolmap");
    }
}
