package lockstep.grader.report.render;

import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import lockstep.grader.language.Language;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;

/**
 * Feedback as what a combinator template grader of CodeRunner, a question type of Moodle, prints: a fraction, a table with a
 * row per check, and a page's text before it. CodeRunner knows no other key, and refuses those that it does not know.
 *
 * <p>A cell is a text that CodeRunner escapes itself. A check is correct where its settled points are full.
 */
final class CodeRunnerRenderer implements Renderer {

    /** The first column and the last one hold a tick or a cross, and CodeRunner formats all columns but these. */
    private static final List<Object> HEADER = List.of("iscorrect", "Check", "Points", "What was found", "iscorrect");

    private static final List<String> FORMATS = Collections.nCopies(HEADER.size() - 2, "%s");

    private final Language language;

    CodeRunnerRenderer(Language language) {
        this.language = language;
    }

    @Override
    public String render(Feedback feedback) {
        Settled settled = Settled.hundredths(feedback);
        List<List<Object>> table = new ArrayList<>(List.of(HEADER));
        for (ExerciseFeedback exercise : feedback.exercises()) {
            exercise.checks().stream().filter(Told::counts).forEach(check -> table.add(row(settled, exercise, check)));
        }
        Settled.Share rounding = settled.rounding();
        if (rounding.maxScore() > 0) {
            table.add(row(settled, rounding, Told.ROUNDING, ""));
        }
        DomContent prologue = each(
                p(
                        strong(settled.words(settled.total()) + " points. "),
                        text(Shown.line(Told.headline(feedback, language)))),
                each(feedback.exercises(), this::remark));
        return Documents.line(new Result(Settled.fraction(settled.total()), prologue.render(), table, FORMATS));
    }

    private DomContent remark(ExerciseFeedback exercise) {
        String remark = Digest.remark(exercise);
        return remark == null ? text("") : p(new Speech(language).line(exercise.title() + ": " + remark));
    }

    private List<Object> row(Settled settled, ExerciseFeedback exercise, CheckFeedback check) {
        return row(
                settled, settled.of(check), new Speech(language).title(exercise, check), Told.plain(check, language));
    }

    private static List<Object> row(Settled settled, Settled.Share share, String title, String told) {
        int correct = share.full() ? 1 : 0;
        return List.of(correct, title, settled.words(share), told, correct);
    }

    /** The names are CodeRunner's. */
    private record Result(
            BigDecimal fraction, String prologuehtml, List<List<Object>> testresults, List<String> columnformats) {}
}
