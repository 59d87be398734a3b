package lockstep.grader.report.render;

import lockstep.grader.language.Language;

/**
 * What a terminal can show.
 *
 * @param colour whether colours are wanted
 * @param width in columns; kept between 40 and 200
 * @param unicode false writes ASCII alone
 * @param language in which it is written
 */
public record TerminalStyle(boolean colour, int width, boolean unicode, Language language) {

    /** A file or a pipe. */
    public static final TerminalStyle PLAIN = new TerminalStyle(false, 80, true, Language.ENGLISH);

    public TerminalStyle {
        width = Math.max(40, Math.min(200, width));
    }

    /** Returns the same in another language. */
    public TerminalStyle in(Language other) {
        return new TerminalStyle(colour, width, unicode, other);
    }
}
