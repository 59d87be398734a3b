package lockstep.grader.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import lockstep.grader.score.ScoringPolicy;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonSerialize;

/** What is said about one check. */
public record CheckFeedback(
        @JsonUnwrapped Question question,
        Outcome verdict,
        @JsonUnwrapped Worth worth,
        @JsonUnwrapped Explanation explanation,
        List<Evidence> evidence,
        @JsonUnwrapped Rerun rerun) {

    public CheckFeedback {
        evidence = List.copyOf(evidence);
    }

    /** What was asked; {@code id} is the check's whole id. */
    public record Question(String id, CheckKind kind, String title) {}

    /** What the check brought; its pending points are {@code maxScore} where the verdict is a pending one. */
    public record Worth(
            @JsonSerialize(using = Marks.Plain.class) double score,
            @JsonSerialize(using = Marks.Plain.class) double maxScore) {}

    /**
     * What happened and what to learn from it; all null for a passed check.
     *
     * @param message what happened, or why there is no answer, one sentence
     * @param why why it matters; failed checks only
     * @param hint what to try; failed checks only
     * @param mistake the mistake's id in the catalogue, where the evidence names one
     * @param location the line at fault, where one is known
     * @param restsOn the whole id of the undecided check on which this one rests, where that is why it is undecided
     */
    public record Explanation(
            @Nullable String message,
            @Nullable String why,
            @Nullable String hint,
            @Nullable String mistake,
            @Nullable SourceLocation location,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String restsOn) {

        /** Nothing to explain. */
        public static final Explanation NONE = new Explanation(null, null, null, null, null);

        public Explanation(
                @Nullable String message,
                @Nullable String why,
                @Nullable String hint,
                @Nullable String mistake,
                @Nullable SourceLocation location) {
            this(message, why, hint, mistake, location, null);
        }

        /** Why there is no answer. */
        static Explanation because(String reason, @Nullable String restsOn) {
            return new Explanation(reason, null, null, null, null, restsOn);
        }
    }

    /**
     * How to see it again.
     *
     * @param replay a command of one line with the same seed; failed checks only
     * @param elapsedMillis how long the check took
     */
    public record Rerun(@Nullable String replay, long elapsedMillis) {}

    /** Returns the points of this check that are neither earned nor lost. */
    public double pending() {
        return verdict.isPending() ? worth.maxScore() - worth.score() : 0;
    }

    /** Returns whether this check's pending points are counted as earned where only one number can be shown. */
    public boolean counts(ScoringPolicy policy) {
        return explanation.restsOn() == null && policy.counts(question.kind(), verdict);
    }

    /** Returns the points of this check where only one number can be shown. */
    public double settled(ScoringPolicy policy) {
        return worth.score() + (counts(policy) ? pending() : 0);
    }
}
