package lockstep.grader.report.render;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import lockstep.grader.language.Language;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.verdict.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Feedback as a test run of Exercism, version 3, which has verdicts and no points: a check passes where its settled points
 * are full.
 */
final class ExercismRenderer implements Renderer {

    private static final int MOST_OUTPUT = 500;

    private final Language language;

    ExercismRenderer(Language language) {
        this.language = language;
    }

    @Override
    public String render(Feedback feedback) {
        Settled settled = Settled.hundredths(feedback);
        String refusal = refusal(feedback);
        List<Test> tests = new ArrayList<>();
        for (int e = 0; e < feedback.exercises().size(); e++) {
            for (CheckFeedback check : feedback.exercises().get(e).checks()) {
                if (Told.counts(check)) {
                    tests.add(test(settled.of(check), check, e + 1));
                }
            }
        }
        String status = refusal != null ? "error" : settled.total().full() ? "pass" : "fail";
        return Documents.indented(new Result(3, status, refusal, tests));
    }

    /** What cannot be run at all, because of what was handed in, is an error and no failed test. */
    private @Nullable String refusal(Feedback feedback) {
        if (feedback.exercises().stream()
                .anyMatch(it -> it.status() == ExerciseFeedback.Status.GRADED
                        || it.status() == ExerciseFeedback.Status.FAULT)) {
            return null;
        }
        return feedback.exercises().stream()
                .filter(exercise -> exercise.status() == ExerciseFeedback.Status.REJECTED)
                .map(exercise -> new Speech(language).lines(String.valueOf(exercise.remark())))
                .findFirst()
                .orElse(null);
    }

    private Test test(Settled.Share share, CheckFeedback check, int task) {
        boolean pass = share.full();
        String status = pass ? "pass" : check.verdict().isPending() ? "error" : "fail";
        String message = Told.message(check, language);
        boolean quiet = check.verdict() == Outcome.PASSED;
        return new Test(
                new Speech(language).line(check.question().title()),
                status,
                pass ? null : message,
                quiet ? null : Told.cut(Told.plain(check, language), MOST_OUTPUT),
                check.question().id(),
                task);
    }

    private record Result(
            int version, String status, @Nullable String message, List<Test> tests) {}

    private record Test(
            String name,
            String status,
            @Nullable String message,
            @Nullable String output,
            @JsonProperty("test_code") String testCode,
            @JsonProperty("task_id") int task) {}
}
