package lockstep.grader.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.stream.Stream;
import lockstep.grader.score.ScoringPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What a submission is told: the content of {@code lockstep/feedback/v1}, from which every form of output is made.
 *
 * <p>Its components are those of the JSON document, in order. Strings that stem from a submission are raw, only capped.
 *
 * @param sinceLastRun what changed since the last run of the same submission; null where no such run is known
 * @param timeliness what the rule about lateness makes of it; null where there is no deadline
 */
public record Feedback(
        String schema,
        GradedBy grader,
        HandedIn submission,
        Runner runner,
        @JsonUnwrapped Marks marks,
        List<ExerciseFeedback> exercises,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SinceLastRun sinceLastRun,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Timeliness timeliness) {

    /** The name and version of the document. */
    public static final String SCHEMA = "lockstep/feedback/v1";

    public Feedback {
        exercises = List.copyOf(exercises);
    }

    /** Feedback on a submission of which no earlier run and no deadline is known. */
    public Feedback(
            String schema,
            GradedBy grader,
            HandedIn submission,
            Runner runner,
            Marks marks,
            List<ExerciseFeedback> exercises) {
        this(schema, grader, submission, runner, marks, exercises, null, null);
    }

    /** Returns the same feedback on other exercises, or with other points: its marks are counted from them. */
    public Feedback with(List<ExerciseFeedback> counted) {
        Marks sum = Marks.sum(counted.stream().map(ExerciseFeedback::marks).toList());
        return new Feedback(schema, grader, submission, runner, sum, counted, sinceLastRun, timeliness);
    }

    /** Returns the same feedback with what changed since the last run. */
    public Feedback since(SinceLastRun change) {
        return new Feedback(schema, grader, submission, runner, marks, exercises, change, timeliness);
    }

    /** Returns the same feedback with what the rule about lateness makes of it. */
    public Feedback late(Timeliness rule) {
        return new Feedback(schema, grader, submission, runner, marks, exercises, sinceLastRun, rule);
    }

    /** Returns what was decided by hand, a line each, with what it is about. */
    public List<String> byHand() {
        return exercises.stream()
                .flatMap(exercise -> Stream.concat(
                        exercise.adjustments().stream().map(it -> exercise.id() + " " + it.words()),
                        exercise.checks().stream()
                                .flatMap(check -> check.worth().adjustments().stream()
                                        .map(it -> check.question().id() + " " + it.words()))))
                .toList();
    }

    /** Returns whether nothing was handed in that counts. */
    public boolean nothingSubmitted() {
        return exercises.stream().allMatch(exercise -> exercise.status() == ExerciseFeedback.Status.NOT_SUBMITTED);
    }

    /** Returns whether all that there is was decided by hand. */
    public boolean onlyByHand() {
        return nothingSubmitted() && exercises.stream().anyMatch(ExerciseFeedback::hasByHand);
    }

    /** Returns the points where only one number can be shown. */
    public double settled() {
        return exercises.stream()
                .mapToDouble(exercise -> exercise.settled(grader.policy()))
                .sum();
    }

    /** Returns whether something of the grader's broke over an exercise. */
    public boolean hasFault() {
        return exercises.stream().anyMatch(exercise -> exercise.status() == ExerciseFeedback.Status.FAULT);
    }

    /** Returns every check of every exercise, in order. */
    public Stream<CheckFeedback> checks() {
        return exercises.stream().flatMap(exercise -> exercise.checks().stream());
    }

    /**
     * The grader that graded.
     *
     * @param seed in hexadecimal; the same seed repeats the same choices
     * @param policy which pending points count as earned where only one number can be shown
     */
    public record GradedBy(String version, String seed, ScoringPolicy policy) {}

    /**
     * What was graded.
     *
     * @param sha256 over all sources that count
     * @param commit null where it is not known
     * @param editedFiles the sources that count
     * @param remarks what of them is not as the kit has it and was graded all the same; older documents have none
     * @param ignoredChanges what was changed and does not count
     */
    public record HandedIn(
            String id,
            String sha256,
            @Nullable String commit,
            List<String> editedFiles,
            List<String> remarks,
            List<String> ignoredChanges) {
        public HandedIn {
            editedFiles = List.copyOf(editedFiles);
            remarks = remarks == null ? List.of() : List.copyOf(remarks);
            ignoredChanges = List.copyOf(ignoredChanges);
        }
    }
}
