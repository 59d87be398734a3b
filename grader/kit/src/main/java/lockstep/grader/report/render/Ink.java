package lockstep.grader.report.render;

/** Colours of a terminal, or none. */
enum Ink {
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36"),
    BOLD("1"),
    RED_BOLD("1;31"),
    FAINT("2"),
    NONE("");

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    /** Returns the text in this colour where colours are on. The text has no colours of its own. */
    String paint(String text, boolean colour) {
        return !colour || code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
