package lockstep.grader.score;

import java.util.List;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.verdict.CheckResult;
import org.jspecify.annotations.Nullable;

/**
 * One exercise's answers: one result per check of its rubric, in the rubric's order.
 *
 * @param remark why the exercise was not graded, in words to the student; null where it was
 * @param firstQuestion what the first check came to ask
 */
public record ExerciseResult(
        Exercise exercise,
        Status status,
        @Nullable String remark,
        List<CheckResult> results,
        FirstQuestion firstQuestion) {

    /** What the check on which all others rest asked in the end: each comes only if those before it have their answer. */
    public enum FirstQuestion {
        /** Whether the files are there and can be read. */
        FILES,
        /** Whether they compile, with the signatures of the stub. */
        COMPILES,
        /** Whether they keep to what is allowed. */
        ALLOWED;

        /** Returns the check as this question. */
        public CheckSpec of(CheckSpec check) {
            return switch (this) {
                case FILES -> check.titled("Its file is there and can be read");
                case COMPILES -> check;
                case ALLOWED -> check.titled("Uses only what is allowed");
            };
        }
    }

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

    /** An exercise of which it was asked whether it compiles. */
    public ExerciseResult(Exercise exercise, Status status, @Nullable String remark, List<CheckResult> results) {
        this(exercise, status, remark, results, FirstQuestion.COMPILES);
    }

    public ExerciseResult {
        results = List.copyOf(results);
        if (results.size() != exercise.rubric().checks().size()) {
            throw new IllegalArgumentException(exercise.id() + ": "
                    + exercise.rubric().checks().size() + " results expected, found " + results.size());
        }
    }
}
