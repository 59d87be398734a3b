package lockstep.grader.classroom;

import java.util.List;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Marks;
import lockstep.grader.verdict.Outcome;

/** Feedback on what a machine cannot grade (a scan, say), so that points given by hand have a place to stand. */
public final class ByHandOnly {

    private static final String OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private ByHandOnly() {}

    /**
     * Returns feedback without any points.
     *
     * @param other any feedback of the same run, for the exercises and their checks
     * @param reason why nothing was graded
     */
    public static Feedback like(Feedback other, String student, String reason) {
        return new Feedback(
                        other.schema(),
                        other.grader(),
                        new Feedback.HandedIn(student, OF_NOTHING, null, List.of(), List.of(), List.of()),
                        other.runner(),
                        other.marks(),
                        List.of())
                .with(other.exercises().stream()
                        .map(exercise -> nothing(exercise, reason))
                        .toList());
    }

    private static ExerciseFeedback nothing(ExerciseFeedback exercise, String reason) {
        return new ExerciseFeedback(
                exercise.id(),
                exercise.title(),
                ExerciseFeedback.Status.NOT_SUBMITTED,
                reason,
                new Marks(0, 0, exercise.marks().maxScore()),
                exercise.checks().stream()
                        .map(check -> new CheckFeedback(
                                check.question(),
                                Outcome.SKIPPED,
                                new CheckFeedback.Worth(0, check.worth().maxScore()),
                                new CheckFeedback.Explanation(reason, null, null, null, null),
                                List.of(),
                                new CheckFeedback.Rerun(null, 0)))
                        .toList());
    }
}
