package lockstep.grader.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Objects;
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

    /**
     * What was asked.
     *
     * @param id the check's whole id
     * @param visibility what students see of the answer; null for all of it
     */
    public record Question(
            String id,
            CheckKind kind,
            String title,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Visibility visibility) {

        /** A question whose answer students see. */
        public Question(String id, CheckKind kind, String title) {
            this(id, kind, title, null);
        }

        /** Returns whether students see what was found. */
        public boolean shown() {
            return visibility == null;
        }
    }

    /**
     * What the check brought; its pending points are {@code maxScore} where the verdict is a pending one.
     *
     * @param score as the verdict says; what was decided by hand comes on top
     * @param adjustments what an instructor decided by hand
     */
    public record Worth(
            @JsonSerialize(using = Marks.Plain.class) double score,
            @JsonSerialize(using = Marks.Plain.class) double maxScore,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Adjustment> adjustments) {

        public Worth {
            adjustments = List.copyOf(Objects.requireNonNullElse(adjustments, List.of()));
        }

        /** What nobody has decided otherwise. */
        public Worth(double score, double maxScore) {
            this(score, maxScore, List.of());
        }
    }

    /**
     * What happened and what to learn from it; all null for a passed check.
     *
     * @param message what happened, or why there is no answer, one sentence
     * @param why why it matters; failed checks only
     * @param hint what to try; failed checks only
     * @param mistake the mistake's id in the catalogue, where the evidence names one
     * @param location the line at fault, where one is known
     * @param declaration true where the location is only where the method or the class is declared, for no line is known to
     *     be at fault; else null
     * @param restsOn the whole id of the check on which this one rests, where that one is why this one was not asked
     */
    public record Explanation(
            @Nullable String message,
            @Nullable String why,
            @Nullable String hint,
            @Nullable String mistake,
            @Nullable SourceLocation location,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean declaration,

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
            this(message, why, hint, mistake, location, null, null);
        }

        /** Returns whether no line is known to be at fault, but one from where to begin. */
        public boolean onlyDeclared() {
            return declaration != null && declaration;
        }

        /** Why there is no answer. */
        static Explanation because(String reason, @Nullable String restsOn) {
            return new Explanation(reason, null, null, null, null, null, restsOn);
        }
    }

    /**
     * How to see it again.
     *
     * @param replay a command of one line with the same seed; failed checks only
     * @param elapsedMillis how long the check took
     */
    public record Rerun(@Nullable String replay, long elapsedMillis) {}

    /** Returns the same check with what an instructor decided by hand. */
    public CheckFeedback with(List<Adjustment> adjustments) {
        return new CheckFeedback(
                question,
                verdict,
                new Worth(worth.score(), worth.maxScore(), adjustments),
                explanation,
                evidence,
                rerun);
    }

    /** Returns the same check, of which students see so much. */
    public CheckFeedback with(Visibility visibility) {
        Question same = new Question(
                question.id(), question.kind(), question.title(), visibility == Visibility.VISIBLE ? null : visibility);
        return new CheckFeedback(same, verdict, worth, explanation, evidence, rerun);
    }

    /** Returns the points that the check brought, with those given by hand, but never more than it has. */
    public double earned() {
        return Marks.plus(worth.score(), worth.adjustments(), worth.maxScore());
    }

    /** Returns whether the check waits for its answer: neither the machine nor a person has decided it. */
    public boolean undecided() {
        return verdict.isPending() && worth.adjustments().stream().allMatch(it -> it.points() == null);
    }

    /** Returns the points of this check that are neither earned nor lost. */
    public double pending() {
        return undecided() ? worth.maxScore() - worth.score() : 0;
    }

    /** Returns what the check brought. */
    public Marks marks() {
        return new Marks(earned(), pending(), worth.maxScore());
    }

    /** Returns whether this check's pending points are counted as earned where only one number can be shown. */
    public boolean counts(ScoringPolicy policy) {
        return explanation.restsOn() == null && policy.counts(question.kind(), verdict);
    }

    /** Returns the points of this check where only one number can be shown. */
    public double settled(ScoringPolicy policy) {
        return earned() + (counts(policy) ? pending() : 0);
    }
}
