package lockstep.grader.catalog.identities;

import lockstep.grader.author.children.GradedChildJvm;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.Given;
import lockstep.identities.Identities;

/** Declares the exercise {@code identities}. */
public final class IdentitiesExercise {

    private IdentitiesExercise() {}

    /** Returns the declaration. */
    public static Exercise declare() {
        return Exercise.of(
                        "identities",
                        "Who ran each task",
                        Identities.class,
                        IdentitiesRules.class,
                        ThreadsContract.class,
                        ChildrenContract.class,
                        MainTests.class)
                .giving(new Given("Identity", null), new Given("ChildJvm", GradedChildJvm.class))
                .allowing("threads", "pools", "processes");
    }
}
