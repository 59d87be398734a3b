package lockstep.grader.catalog.boundedresource;

import lockstep.boundedresource.BoundedResource;
import lockstep.grader.exercise.Exercise;

/** Declares the exercise {@code boundedresource}. */
public final class BoundedResourceExercise {

    private BoundedResourceExercise() {}

    /** Returns the declaration. */
    public static Exercise declare() {
        return Exercise.of(
                        "boundedresource",
                        "A resource for so many users at a time",
                        BoundedResource.class,
                        BoundedResourceRules.class,
                        BoundedResourceContract.class)
                .after("lockedcounter");
    }
}
