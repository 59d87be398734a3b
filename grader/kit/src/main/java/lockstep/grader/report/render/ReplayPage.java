package lockstep.grader.report.render;

import java.util.List;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.SourceText;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.SourceLocation;

/** One interleaving that was run again, for a terminal. */
public final class ReplayPage {

    private final TerminalStyle style;

    public ReplayPage(TerminalStyle style) {
        this.style = style;
    }

    /**
     * Returns the page.
     *
     * @param sources the student's files
     * @param whole the command that runs the whole check
     */
    public String show(CheckFeedback check, List<SourceText> sources, String whole) {
        TerminalPage page = new TerminalPage(style);
        page.rule("Replay", Ink.BOLD);
        page.paragraph(0, check.question().title() + " (" + check.question().id() + ")", Ink.BOLD);
        page.blank();
        if (check.verdict() == Outcome.FAILED) {
            failed(page, check, sources);
        } else {
            notAgain(page, check, whole);
        }
        return page.text();
    }

    private static void failed(TerminalPage page, CheckFeedback check, List<SourceText> sources) {
        CheckFeedback.Explanation words = check.explanation();
        page.paragraph(0, page.sign("✗", "x") + " The failure came up again in this order.", Ink.RED_BOLD);
        // The steps come first: they are what was asked for.
        check.evidence().stream()
                .filter(Evidence.Interleaving.class::isInstance)
                .forEach(steps -> {
                    page.blank();
                    new TerminalEvidence(page, 2).show(steps, words.message());
                });
        page.blank();
        SourceLocation location = words.location();
        label(page, "At", location == null ? "" : location.toString(), Ink.CYAN);
        Frames.of(sources, check).forEach(frame -> page.code(2, frame));
        label(page, "Happened", String.valueOf(words.message()), Ink.NONE);
        label(page, "Why", String.valueOf(words.why()), Ink.NONE);
        label(page, "Try", String.valueOf(words.hint()), Ink.GREEN);
        String mistake = words.mistake();
        label(page, "Mistake", mistake == null ? "" : mistake + " (./grade explain " + mistake + ")", Ink.NONE);
        check.evidence().stream()
                .filter(piece -> !(piece instanceof Evidence.Interleaving || piece instanceof Evidence.Counterexample))
                .forEach(piece -> {
                    page.blank();
                    new TerminalEvidence(page, 2).show(piece, words.message());
                });
    }

    private static void notAgain(TerminalPage page, CheckFeedback check, String whole) {
        if (check.verdict() == Outcome.PASSED) {
            page.paragraph(
                    0,
                    page.sign("✓", "+") + " In this order nothing goes wrong: the failure did not come up again.",
                    Ink.GREEN);
            page.paragraph(
                    2,
                    "It may be mended. This was one order of many, so run the whole check before you rely on it:",
                    Ink.NONE);
        } else {
            String reason = check.explanation().message();
            page.paragraph(
                    0,
                    "? This order could not be run to its end" + (reason == null ? "." : ": " + reason + "."),
                    Ink.YELLOW);
            page.paragraph(
                    2,
                    "The failure did not come up again. If you have changed the code since, it may be mended; run the"
                            + " whole check:",
                    Ink.NONE);
        }
        page.command(2, "", 0, whole);
    }

    private static void label(TerminalPage page, String label, String text, Ink ink) {
        if (!text.isEmpty()) {
            page.labelled(2, label, page.labels(TerminalRenderer.LABELS), text, ink);
        }
    }
}
