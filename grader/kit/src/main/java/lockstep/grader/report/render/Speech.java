package lockstep.grader.report.render;

import lockstep.grader.language.Language;

/** What is said, in the reader's language and safe to look at. */
record Speech(Language language) {

    /** Returns one line. */
    String line(String english) {
        return Shown.line(language.say(Shown.line(english)));
    }

    /** Returns the text with its line feeds. */
    String lines(String english) {
        return Shown.lines(language.say(Shown.lines(english)));
    }
}
