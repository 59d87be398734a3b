package lockstep.grader.report.render;

import lockstep.grader.language.Language;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;

/** What is said, in the reader's language and safe to look at. */
record Speech(Language language) {

    /** Returns one line. */
    String line(String english) {
        return Shown.line(language.say(Shown.line(english)));
    }

    /** Returns what a check of an exercise is called. */
    String title(ExerciseFeedback exercise, CheckFeedback check) {
        return line(exercise.title()) + ": " + line(check.question().title());
    }

    /** Returns the text with its line feeds. */
    String lines(String english) {
        return Shown.lines(language.say(Shown.lines(english)));
    }
}
