package lockstep.grader.classroom;

import java.time.Instant;
import java.util.Map;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import org.jspecify.annotations.Nullable;

/**
 * How late a submission is, under the rule and with the extensions that its student has.
 *
 * @param submittedAt null where nobody knows; such a submission counts as in time
 * @param extensions until when single exercises are in time, by their slugs, and all others, by the empty one
 * @param free how many late days cost the student nothing
 */
public record Lateness(
        GradingScheme.Late rule, @Nullable Instant submittedAt, Map<String, Instant> extensions, int free) {

    public Lateness {
        extensions = Map.copyOf(extensions);
    }

    /** Returns how many days late an exercise is. */
    long days(String exercise) {
        return submittedAt == null ? 0 : rule.days(end(exercise), submittedAt);
    }

    private Instant end(String exercise) {
        Instant forAll = extensions.getOrDefault("", rule.deadline());
        Instant own = extensions.getOrDefault(exercise, forAll);
        return own.isAfter(forAll) ? own : forAll;
    }

    /** Returns how many days late the submission is: as many as its latest exercise that was handed in. */
    long days(Feedback feedback) {
        return feedback.exercises().stream()
                .filter(exercise -> exercise.status() != ExerciseFeedback.Status.NOT_SUBMITTED)
                .mapToLong(exercise -> days(exercise.id()))
                .max()
                .orElse(0);
    }

    /** Returns how many of these days cost nothing. */
    long freeDays(Feedback feedback) {
        return Math.min(free, days(feedback));
    }

    /**
     * Returns what is left of the points, in whole hundredths.
     *
     * @param points all that the feedback brought, however they are counted
     */
    double reduced(Feedback feedback, double points) {
        double all = 0;
        double kept = 0;
        for (ExerciseFeedback exercise : feedback.exercises()) {
            double settled = exercise.settled(feedback.grader().policy());
            all += settled;
            kept += settled * rule.kept(Math.max(0, days(exercise.id()) - free));
        }
        return all == 0 ? points : Math.floor(100 * points * (kept / all) + 1e-6) / 100;
    }
}
