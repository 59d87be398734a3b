package lockstep.grader.exercise;

import java.util.List;

/**
 * Exercises on the class path, found by {@link java.util.ServiceLoader}: the kit's own and those of other authors. Has a
 * public constructor without parameters, and is named in {@code META-INF/services/lockstep.grader.exercise.Pack}.
 */
public interface Pack {

    /** Returns the exercises in the order of the course. */
    List<Exercise> exercises();
}
