package lockstep.grader.report;

import java.util.List;
import lockstep.grader.report.CheckFeedback.Explanation;
import lockstep.grader.verdict.Outcome;

/**
 * Feedback without what its student may not see. Of a check that is not {@linkplain Visibility#VISIBLE visible} the title,
 * the verdict, the points and what was decided by hand are left; so all sums stay as they are.
 */
public final class StudentsCopy {

    private static final String COUNTS = "It counts all the same.";
    private static final String HINT = "Hold your code against each sentence of the exercise's contract.";
    private static final String NOT_GRADED = "It could not be graded to its end; why is not shown.";

    private StudentsCopy() {}

    /** Returns what the student gets: the same feedback where everything is visible. */
    public static Feedback of(Feedback feedback) {
        return isWhole(feedback)
                ? feedback
                : new Feedback(
                        feedback.schema(),
                        feedback.grader(),
                        feedback.submission(),
                        feedback.runner(),
                        feedback.marks(),
                        feedback.exercises().stream().map(StudentsCopy::of).toList(),
                        feedback.sinceLastRun(),
                        feedback.timeliness());
    }

    /** Returns whether the student may see everything. */
    public static boolean isWhole(Feedback feedback) {
        return feedback.checks().allMatch(StudentsCopy::isShown);
    }

    private static boolean isShown(CheckFeedback check) {
        return check.question().shown();
    }

    private static ExerciseFeedback of(ExerciseFeedback exercise) {
        return exercise.checks().stream().allMatch(StudentsCopy::isShown)
                ? exercise
                : new ExerciseFeedback(
                        exercise.id(),
                        exercise.title(),
                        exercise.status(),
                        tellsOfHidden(exercise) ? NOT_GRADED : exercise.remark(),
                        exercise.marks(),
                        exercise.checks().stream()
                                .map(check ->
                                        isShown(check) && check.verdict() == Outcome.SKIPPED && tellsOfHidden(exercise)
                                                ? notAsked(check)
                                                : of(check))
                                .toList(),
                        exercise.adjustments(),
                        // Nobody knows which lines hidden checks ran and which the others did.
                        null,
                        exercise.with(Outcome.FAILED).anyMatch(StudentsCopy::isShown) ? exercise.sources() : List.of());
    }

    /** Why an exercise is not graded is what one of its checks found: it is told where no such check is hidden. */
    private static boolean tellsOfHidden(ExerciseFeedback exercise) {
        return switch (exercise.status()) {
            case GRADED, NOT_SUBMITTED -> false;
            case REJECTED, FAULT -> {
                List<CheckFeedback> telling = exercise.checks().stream()
                        .filter(check -> check.verdict() == Outcome.FAILED || check.verdict() == Outcome.ERRORED)
                        .toList();
                yield telling.isEmpty() || !telling.stream().allMatch(StudentsCopy::isShown);
            }
        };
    }

    private static CheckFeedback of(CheckFeedback check) {
        return isShown(check)
                ? check
                : new CheckFeedback(
                        check.question(),
                        check.verdict(),
                        check.worth(),
                        explanation(check),
                        List.of(),
                        new CheckFeedback.Rerun(null, 0));
    }

    /** Why the others were not asked is what the hidden one found. */
    private static CheckFeedback notAsked(CheckFeedback check) {
        return new CheckFeedback(
                check.question(),
                check.verdict(),
                check.worth(),
                Explanation.because(NOT_GRADED, null),
                List.of(),
                check.rerun());
    }

    private static Explanation explanation(CheckFeedback check) {
        Visibility visibility = check.question().visibility();
        if (visibility == null || check.verdict() == Outcome.PASSED) {
            return Explanation.NONE;
        }
        return check.verdict() == Outcome.FAILED
                ? new Explanation(visibility.words(), COUNTS, HINT, null, null)
                : Explanation.because(visibility.words(), check.explanation().restsOn());
    }
}
