package lockstep.grader.report.render;

import java.util.List;
import lockstep.grader.exercise.mistakes.Mistake;
import lockstep.grader.language.Language;
import lockstep.grader.verdict.Advice;

/** What is known of a mistake or a check, for a terminal. */
public final class ExplainPage {

    private static final int WIDEST = 100;

    private final TerminalStyle style;

    /** @param columns the width of the terminal; lines are no longer than one can read well */
    public ExplainPage(int columns, Language language) {
        this.style = new TerminalStyle(false, Math.min(columns, WIDEST), true, language);
    }

    /** Returns what goes wrong, why, what to try, and how the grader sees it. */
    public String mistake(Mistake mistake, List<String> exercises) {
        TerminalPage page = new TerminalPage(style);
        page.paragraph(0, mistake.id() + ": " + mistake.title() + " (" + String.join(", ", exercises) + ")", Ink.NONE);
        page.blank();
        section(page, "What goes wrong", mistake.wrong());
        section(page, "Why", mistake.advice().why());
        section(page, "What to try", mistake.advice().hint());
        section(page, "How it is seen", mistake.sight().how());
        return page.text();
    }

    /** Returns what the check advises. */
    public String check(String id, String title, int points, Advice advice) {
        TerminalPage page = new TerminalPage(style);
        page.paragraph(0, id + ": " + title + " (" + Numbers.points(points) + ")", Ink.NONE);
        page.blank();
        section(page, "Why", advice.why());
        section(page, "What to try", advice.hint());
        if (advice.mistake() != null) {
            section(page, "Mistake", advice.mistake() + " (./grade explain " + advice.mistake() + ")");
        }
        return page.text();
    }

    private static void section(TerminalPage page, String heading, String text) {
        page.paragraph(0, heading + ":", Ink.NONE);
        page.paragraph(2, text, Ink.NONE);
        page.blank();
    }
}
