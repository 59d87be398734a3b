package lockstep.grader.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.stream.Stream;
import lockstep.grader.score.ScoringPolicy;
import lockstep.grader.verdict.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What is said about one exercise.
 *
 * @param id its slug
 * @param remark why it was not graded, to the student; null where it was
 * @param checks in the rubric's order
 */
public record ExerciseFeedback(
        String id,
        String title,
        Status status,
        @Nullable String remark,
        @JsonUnwrapped Marks marks,
        List<CheckFeedback> checks) {

    /** What became of the exercise. */
    public enum Status {
        @JsonProperty("graded")
        GRADED,
        @JsonProperty("not-submitted")
        NOT_SUBMITTED,
        @JsonProperty("rejected")
        REJECTED,
        /** Not graded to its end, by a fault of the grader. */
        @JsonProperty("fault")
        FAULT
    }

    public ExerciseFeedback {
        checks = List.copyOf(checks);
    }

    /** Returns the points where only one number can be shown. */
    public double settled(ScoringPolicy policy) {
        return checks.stream().mapToDouble(check -> check.settled(policy)).sum();
    }

    /** Returns the checks with this outcome, in order. */
    public Stream<CheckFeedback> with(Outcome outcome) {
        return checks.stream().filter(check -> check.verdict() == outcome);
    }
}
