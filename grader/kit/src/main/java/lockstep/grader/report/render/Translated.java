package lockstep.grader.report.render;

import lockstep.grader.language.Language;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import org.jspecify.annotations.Nullable;

/** Feedback whose texts are in another language, for exports that pass on what a check is called and what it found. */
final class Translated {

    private final Language language;

    private Translated(Language language) {
        this.language = language;
    }

    /** Returns the same feedback with its titles, messages and advice in this language; evidence stays as it is. */
    static Feedback of(Feedback feedback, Language language) {
        return language == Language.ENGLISH ? feedback : new Translated(language).of(feedback);
    }

    private Feedback of(Feedback feedback) {
        Feedback.HandedIn submission = feedback.submission();
        return new Feedback(
                feedback.schema(),
                feedback.grader(),
                new Feedback.HandedIn(
                        submission.id(),
                        submission.sha256(),
                        submission.commit(),
                        submission.editedFiles(),
                        submission.remarks().stream().map(language::say).toList(),
                        submission.ignoredChanges()),
                feedback.runner(),
                feedback.marks(),
                feedback.exercises().stream().map(this::of).toList(),
                feedback.sinceLastRun(),
                feedback.timeliness());
    }

    private ExerciseFeedback of(ExerciseFeedback exercise) {
        return new ExerciseFeedback(
                exercise.id(),
                language.say(exercise.title()),
                exercise.status(),
                said(exercise.remark()),
                exercise.marks(),
                exercise.checks().stream().map(this::of).toList(),
                exercise.adjustments(),
                exercise.linesRun(),
                exercise.sources());
    }

    private CheckFeedback of(CheckFeedback check) {
        CheckFeedback.Question question = check.question();
        CheckFeedback.Explanation words = check.explanation();
        return new CheckFeedback(
                new CheckFeedback.Question(
                        question.id(), question.kind(), language.say(question.title()), question.visibility()),
                check.verdict(),
                check.worth(),
                new CheckFeedback.Explanation(
                        said(words.message()),
                        said(words.why()),
                        said(words.hint()),
                        words.mistake(),
                        words.location(),
                        words.declaration(),
                        words.restsOn()),
                check.evidence(),
                check.rerun());
    }

    private @Nullable String said(@Nullable String english) {
        return english == null ? null : language.say(english);
    }
}
