package lockstep.grader.report.render;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import lockstep.grader.language.Language;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.StudentsCopy;
import lockstep.grader.report.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * Feedback as Gradescope's {@code results.json}.
 *
 * <p>A check is as visible as the instructor wants it; Gradescope itself keeps the rest from students, and the total as well
 * while one test is hidden. What is not about a single check is visible, and so made from the student's copy. The score at
 * the top would override the tests'; it is written all the same, as their sum.
 */
final class GradescopeRenderer implements Renderer {

    private static final int MOST_CHARACTERS = 20_000;

    private final Language language;

    GradescopeRenderer(Language language) {
        this.language = language;
    }

    @Override
    public String render(Feedback feedback) {
        Settled settled = Settled.hundredths(feedback);
        List<Test> tests = new ArrayList<>();
        for (int e = 0; e < feedback.exercises().size(); e++) {
            ExerciseFeedback exercise = feedback.exercises().get(e);
            int number = 0;
            for (CheckFeedback check : exercise.checks()) {
                if (Told.counts(check)) {
                    number++;
                    tests.add(test(settled, exercise, check, (e + 1) + "." + number));
                }
            }
        }
        Settled.Share rounding = settled.rounding();
        if (rounding.maxScore() > 0) {
            tests.add(new Test(
                    settled.points(rounding.score()),
                    settled.points(rounding.maxScore()),
                    rounding.full() ? "passed" : "failed",
                    Told.ROUNDING,
                    feedback.exercises().size() + 1 + ".1",
                    "",
                    "md",
                    List.of(),
                    "visible"));
        }
        return Documents.indented(new Result(
                settled.points(settled.total().score()),
                Told.seconds(feedback.runner().elapsedMillis()),
                MarkdownText.inline(Told.headline(StudentsCopy.of(feedback), language)),
                "md",
                "visible",
                "hidden",
                new Extra(
                        Feedback.SCHEMA,
                        settled.points(Math.round(100 * feedback.marks().pending())),
                        feedback.grader().seed(),
                        feedback.submission().sha256()),
                tests));
    }

    private Test test(Settled settled, ExerciseFeedback exercise, CheckFeedback check, String number) {
        Settled.Share share = settled.of(check);
        String told = new MarkdownRenderer(language).body(exercise, check);
        return new Test(
                settled.points(share.score()),
                settled.points(share.maxScore()),
                share.full() ? "passed" : "failed",
                new Speech(language).title(exercise, check),
                number,
                told.length() <= MOST_CHARACTERS ? told : MarkdownText.fence(Told.plain(check, language)),
                "md",
                List.of(Digest.word(check.question().kind()), Digest.word(check.verdict())),
                visibility(check.question().visibility()));
    }

    /** Returns Gradescope's own word; its due date is the assignment's, or the late one where there is such. */
    private static String visibility(@Nullable Visibility visibility) {
        return switch (Objects.requireNonNullElse(visibility, Visibility.VISIBLE)) {
            case VISIBLE -> "visible";
            case AFTER_DEADLINE -> "after_due_date";
            case HIDDEN -> "hidden";
        };
    }

    private record Result(
            BigDecimal score,
            @JsonProperty("execution_time") double executionTime,
            String output,
            @JsonProperty("output_format") String outputFormat,
            String visibility,
            @JsonProperty("stdout_visibility") String stdoutVisibility,
            @JsonProperty("extra_data") Extra extra,
            List<Test> tests) {}

    private record Test(
            BigDecimal score,
            @JsonProperty("max_score") BigDecimal maxScore,
            String status,
            String name,
            String number,
            String output,
            @JsonProperty("output_format") String outputFormat,
            List<String> tags,
            String visibility) {}

    private record Extra(String schema, BigDecimal pending, String seed, String sha256) {}
}
