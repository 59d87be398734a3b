package lockstep.grader.report.render;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import lockstep.grader.language.Language;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Marks;
import lockstep.grader.verdict.Outcome;

/**
 * Feedback as the evaluation of VPL, the Virtual Programming Lab of Moodle: a block of comments, and the grade on the last
 * line. Within the block a line that begins with a hyphen is a title, under which the next lines are folded.
 *
 * <p>The grade is on the activity's scale, which VPL tells in {@code VPL_GRADEMIN} and {@code VPL_GRADEMAX}; where it does
 * not, in points. VPL takes the last line of that form for the grade, wherever it stands, and the block ends at the first
 * line that says so: a line that is no title begins with a dot, so that no text of a student's is either.
 */
final class VplRenderer implements Renderer {

    private static final String TITLE = "-";
    private static final String TEXT = "· ";

    private final Map<String, String> environment;
    private final Language language;

    VplRenderer(Map<String, String> environment, Language language) {
        this.language = language;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String render(Feedback feedback) {
        Settled settled = Settled.hundredths(feedback);
        StringBuilder out = new StringBuilder("<|--\n");
        title(
                out,
                settled.points(settled.total().score()).toPlainString() + " of "
                        + settled.points(settled.total().maxScore()).toPlainString() + " points");
        text(out, Told.headline(feedback, language));
        for (ExerciseFeedback exercise : feedback.exercises()) {
            exercise(out, settled, exercise);
        }
        return out.append("--|>\nGrade :=>> ")
                .append(grade(settled).toPlainString())
                .append('\n')
                .toString();
    }

    private void exercise(StringBuilder out, Settled settled, ExerciseFeedback exercise) {
        title(out, language.say(exercise.title()) + ": " + settled.words(settled.of(exercise)));
        text(out, language.say(Numbers.plural(exercise.with(Outcome.PASSED).count(), "check") + " passed"));
        String remark = Digest.remark(exercise);
        if (remark != null) {
            text(out, language.say(remark));
        }
        if (exercise.status() == ExerciseFeedback.Status.NOT_SUBMITTED) {
            return;
        }
        for (CheckFeedback check : exercise.checks()) {
            if (check.verdict() != Outcome.PASSED && Told.counts(check)) {
                title(
                        out,
                        language.say(exercise.title()) + ", "
                                + language.say(check.question().title()) + ": "
                                + language.say(Digest.word(check.verdict())) + ", "
                                + settled.words(settled.of(check)));
                Told.plain(check, language).lines().forEach(line -> text(out, line));
            }
        }
    }

    private static void title(StringBuilder out, String title) {
        out.append(TITLE).append(Shown.line(title)).append('\n');
    }

    private static void text(StringBuilder out, String line) {
        out.append(TEXT).append(Shown.line(line)).append('\n');
    }

    /** Rounded down to hundredths, so that only full marks are the most there is. */
    private BigDecimal grade(Settled settled) {
        Settled.Share total = settled.total();
        BigDecimal least = number("VPL_GRADEMIN").orElse(BigDecimal.ZERO);
        BigDecimal grade = number("VPL_GRADEMAX")
                .map(most ->
                        most.subtract(least).multiply(Settled.fraction(total)).add(least))
                .orElseGet(() -> settled.points(total.score()));
        return new BigDecimal(Marks.text(grade.setScale(2, RoundingMode.FLOOR).doubleValue()));
    }

    private Optional<BigDecimal> number(String variable) {
        String value = environment.getOrDefault(variable, "").strip();
        return value.matches("-?\\d{1,9}(\\.\\d{1,9})?") ? Optional.of(new BigDecimal(value)) : Optional.empty();
    }
}
