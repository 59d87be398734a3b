package lockstep.grader.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import lockstep.grader.score.ScoringPolicy;
import lockstep.grader.verdict.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What is said about one exercise.
 *
 * @param id its slug
 * @param remark why it was not graded, to the student; null where it was
 * @param marks with what was decided by hand about the checks and about the exercise
 * @param checks in the rubric's order
 * @param adjustments what an instructor decided by hand about the exercise as a whole
 * @param linesRun null where it is not known of all checks
 * @param sources the student's files, where a check failed
 */
public record ExerciseFeedback(
        String id,
        String title,
        Status status,
        @Nullable String remark,
        @JsonUnwrapped Marks marks,
        List<CheckFeedback> checks,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Adjustment> adjustments,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LinesRun linesRun,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SourceText> sources) {

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
        adjustments = List.copyOf(Objects.requireNonNullElse(adjustments, List.of()));
        sources = List.copyOf(Objects.requireNonNullElse(sources, List.of()));
    }

    /** What nobody has decided otherwise. */
    public ExerciseFeedback(
            String id, String title, Status status, @Nullable String remark, Marks marks, List<CheckFeedback> checks) {
        this(id, title, status, remark, marks, checks, List.of(), null, List.of());
    }

    /** Returns the same exercise with other points or decisions about it: its marks are counted from them. */
    public ExerciseFeedback with(List<CheckFeedback> counted, List<Adjustment> decided) {
        Marks sum = Marks.sum(counted.stream().map(CheckFeedback::marks).toList());
        double score = Marks.plus(sum.score(), decided, sum.maxScore());
        Marks all = new Marks(score, Math.min(sum.pending(), sum.maxScore() - score), sum.maxScore());
        return new ExerciseFeedback(id, title, status, remark, all, counted, decided, linesRun, sources);
    }

    /** Returns the points where only one number can be shown. */
    public double settled(ScoringPolicy policy) {
        double sum = checks.stream().mapToDouble(check -> check.settled(policy)).sum();
        return Marks.plus(sum, adjustments, marks.maxScore());
    }

    /** Returns whether anything about it or its checks was decided by hand. */
    public boolean hasByHand() {
        return !adjustments.isEmpty()
                || checks.stream()
                        .anyMatch(check -> !check.worth().adjustments().isEmpty());
    }

    /** Returns the checks with this outcome, in order. */
    public Stream<CheckFeedback> with(Outcome outcome) {
        return checks.stream().filter(check -> check.verdict() == outcome);
    }
}
