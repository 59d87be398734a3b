package lockstep.grader.report.render;

/**
 * What a terminal can show.
 *
 * @param colour whether colours are wanted
 * @param width in columns; kept between 40 and 200
 * @param unicode false writes ASCII alone
 */
public record TerminalStyle(boolean colour, int width, boolean unicode) {

    /** A file or a pipe. */
    public static final TerminalStyle PLAIN = new TerminalStyle(false, 80, true);

    public TerminalStyle {
        width = Math.max(40, Math.min(200, width));
    }
}
