package lockstep.grader.exercise;

import org.jspecify.annotations.Nullable;

/**
 * A class that the kit gives to the student, read-only.
 *
 * @param simpleName its name in the exercise's package
 * @param substitute the grader's own class that takes its name and place while grading, or null
 */
public record Given(String simpleName, @Nullable Class<?> substitute) {}
