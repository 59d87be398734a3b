package lockstep.grader.report.render;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import lockstep.grader.language.Language;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.verdict.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Feedback as PrairieLearn's {@code results.json}, which may have one megabyte.
 *
 * <p>Where a fault of the grader left a check open, the submission is not gradable, which costs the student no attempt.
 */
final class PrairieLearnRenderer implements Renderer {

    private static final int MOST_BYTES = 1_000_000;

    private final Language language;

    PrairieLearnRenderer(Language language) {
        this.language = language;
    }

    @Override
    public String render(Feedback feedback) {
        String whole = json(feedback, 20_000);
        return whole.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES ? whole : json(feedback, 200);
    }

    private String json(Feedback feedback, int mostCharacters) {
        Settled settled = Settled.hundredths(feedback);
        List<String> faults = feedback.checks()
                .filter(check -> check.verdict() == Outcome.ERRORED)
                .map(check -> check.question().id() + ": " + Told.message(check, language))
                .toList();
        return Documents.indented(new Result(
                faults.isEmpty(),
                Settled.fraction(settled.total()),
                Told.headline(feedback, language),
                Told.cut(new TerminalRenderer(TerminalStyle.PLAIN.in(language)).render(feedback), 10 * mostCharacters),
                List.of(),
                faults.isEmpty() ? null : faults,
                tests(feedback, settled, mostCharacters)));
    }

    private List<Test> tests(Feedback feedback, Settled settled, int mostCharacters) {
        List<Test> tests = new ArrayList<>();
        for (ExerciseFeedback exercise : feedback.exercises()) {
            exercise.checks().stream()
                    .filter(Told::counts)
                    .forEach(check -> tests.add(test(settled, exercise, check, mostCharacters)));
        }
        Settled.Share rounding = settled.rounding();
        if (rounding.maxScore() > 0) {
            tests.add(new Test(
                    Told.ROUNDING, "", settled.points(rounding.score()), settled.points(rounding.maxScore()), "", ""));
        }
        return tests;
    }

    private Test test(Settled settled, ExerciseFeedback exercise, CheckFeedback check, int mostCharacters) {
        Settled.Share share = settled.of(check);
        String message = Told.message(check, language);
        return new Test(
                new Speech(language).title(exercise, check),
                check.question().id(),
                settled.points(share.score()),
                settled.points(share.maxScore()),
                message == null ? "" : Told.cut(message, mostCharacters),
                Told.cut(Told.plain(check, language), mostCharacters));
    }

    private record Result(
            boolean gradable,
            BigDecimal score,
            String message,
            String output,
            List<String> images,

            @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("format_errors") @Nullable
            List<String> formatErrors,

            List<Test> tests) {}

    private record Test(
            String name,
            String description,
            BigDecimal points,
            @JsonProperty("max_points") BigDecimal maxPoints,
            String message,
            String output) {}
}
