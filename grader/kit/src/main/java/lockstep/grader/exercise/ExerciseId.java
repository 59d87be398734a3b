package lockstep.grader.exercise;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The one name of an exercise, which is also the last part of its packages.
 *
 * @param slug lower-case letters and digits, starting with a letter
 */
public record ExerciseId(@JsonValue String slug) {

    public ExerciseId {
        if (!slug.matches("[a-z][a-z0-9]*")) {
            throw new IllegalArgumentException("a slug is lower-case letters and digits, found \"" + slug + "\"");
        }
    }

    @Override
    public String toString() {
        return slug;
    }
}
