package lockstep.grader.report.render;

import java.math.BigDecimal;
import lockstep.grader.language.Language;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Marks;

/** Feedback as the answer of a custom validator of Submitty, whose score is a share of the test case's points. */
final class SubmittyRenderer implements Renderer {

    private final Language language;

    SubmittyRenderer(Language language) {
        this.language = language;
    }

    @Override
    public String render(Feedback feedback) {
        Settled settled = Settled.hundredths(feedback);
        Settled.Share total = settled.total();
        String message = Marks.text(settled.points(total.score()).doubleValue()) + " of "
                + Marks.text(settled.points(total.maxScore()).doubleValue()) + " points. "
                + Told.headline(feedback, language);
        String status = total.full() ? "success" : total.score() == 0 ? "failure" : "warning";
        return Documents.indented(new Result("success", new Answer(Settled.fraction(total), message, status)));
    }

    private record Result(String status, Answer data) {}

    private record Answer(BigDecimal score, String message, String status) {}
}
