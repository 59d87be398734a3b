package lockstep.grader.report.render;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lockstep.grader.language.Language;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;

/** Feedback for Autolab: text, and on the last line a score for each exercise, which is a problem of that name there. */
final class AutolabRenderer implements Renderer {

    private final Language language;

    AutolabRenderer(Language language) {
        this.language = language;
    }

    @Override
    public String render(Feedback feedback) {
        Settled settled = Settled.hundredths(feedback);
        Map<String, BigDecimal> scores = new LinkedHashMap<>();
        for (ExerciseFeedback exercise : feedback.exercises()) {
            scores.put(exercise.id(), settled.points(settled.of(exercise).score()));
        }
        return new TerminalRenderer(TerminalStyle.PLAIN.in(language)).render(feedback)
                + Documents.line(new Result(
                        scores, List.of(settled.points(settled.total().score()))));
    }

    private record Result(Map<String, BigDecimal> scores, List<BigDecimal> scoreboard) {}
}
