package lockstep.grader.score;

import java.util.List;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.verdict.CheckResult;
import org.jspecify.annotations.Nullable;

/**
 * One exercise's answers: one result per check of its rubric, in the rubric's order.
 *
 * @param remark why the exercise was not graded, in words to the student; null where it was
 */
public record ExerciseResult(
        Exercise exercise, Status status, @Nullable String remark, List<CheckResult> results) {

    /** What became of an exercise. */
    public enum Status {
        /** Its checks were asked. */
        GRADED,
        /** Nothing was handed in, or the stub as it was. */
        NOT_SUBMITTED,
        /** What was handed in cannot be read or does not compile. */
        REJECTED,
        /** Something of the grader's broke over it: what was not answered before that is not graded. */
        FAULT
    }

    public ExerciseResult {
        results = List.copyOf(results);
        if (results.size() != exercise.rubric().checks().size()) {
            throw new IllegalArgumentException(exercise.id() + ": "
                    + exercise.rubric().checks().size() + " results expected, found " + results.size());
        }
    }
}
