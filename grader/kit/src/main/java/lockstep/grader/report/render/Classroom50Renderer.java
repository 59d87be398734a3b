package lockstep.grader.report.render;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lockstep.grader.language.Language;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import org.jspecify.annotations.Nullable;

/**
 * Feedback as {@code classroom50/result/v1}, whose points are whole numbers and which knows no other key at its top.
 *
 * <p>What the runner stamps is read from its environment; where a variable is missing, the place is filled with what
 * the feedback knows, because the format has no empty places. {@code SUBMITTED_AT} is the commit's time in UTC, which
 * a regrade must not move.
 */
public final class Classroom50Renderer implements Renderer {

    private final Map<String, String> environment;
    private final Language language;

    public Classroom50Renderer(Map<String, String> environment, Language language) {
        this.language = language;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String render(Feedback feedback) {
        Settled settled = Settled.whole(feedback);
        Settled.Share total = settled.total();
        Result result = new Result(
                new Assignment(
                        stamp("CLASSROOM", "local"),
                        stamp("ASSIGNMENT", "lockstep"),
                        stamp("ASSIGNMENT_TYPE", "individual"),
                        stamp("OWNER", Shown.line(feedback.submission().id()))),
                new Links(
                        stamp("SUBMISSION_TAG", "submit/local"),
                        stamp("COMMIT_URL", "local"),
                        stamp("RELEASE_URL", "local"),
                        stamp("REVIEW_URL", stamp("COMMIT_URL", "local"))),
                stamp(
                        "SUBMITTED_AT",
                        feedback.runner()
                                .startedAt()
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString()),
                total.score(),
                total.maxScore(),
                tests(feedback, settled));
        return Documents.indented(result);
    }

    private List<Test> tests(Feedback feedback, Settled settled) {
        List<Test> tests = new ArrayList<>();
        for (ExerciseFeedback exercise : feedback.exercises()) {
            exercise.checks().stream()
                    .filter(Told::counts)
                    .forEach(check -> tests.add(test(settled.of(check), exercise, check)));
        }
        Settled.Share rounding = settled.rounding();
        if (rounding.maxScore() > 0) {
            tests.add(new Test(Told.ROUNDING, rounding.full(), rounding.score(), rounding.maxScore(), null, null));
        }
        return tests;
    }

    private String stamp(String variable, String otherwise) {
        String value = environment.getOrDefault(variable, "");
        return value.isBlank() ? otherwise : value;
    }

    private Test test(Settled.Share points, ExerciseFeedback exercise, CheckFeedback check) {
        String message = check.explanation().message();
        return new Test(
                exercise.id() + ": "
                        + new Speech(language).line(check.question().title()),
                points.full(),
                points.score(),
                points.maxScore(),
                Digest.word(check.verdict()),
                message == null ? null : new Speech(language).line(message));
    }

    /** The document; its parts are unwrapped into one level. */
    @JsonPropertyOrder("schema")
    private record Result(
            @JsonUnwrapped Assignment about,
            @JsonUnwrapped Links links,
            String datetime,
            long score,
            @JsonProperty("max-score") long maxScore,
            List<Test> tests) {

        @JsonProperty("schema")
        String schema() {
            return "classroom50/result/v1";
        }
    }

    private record Assignment(
            String classroom,
            String assignment,
            @JsonProperty("assignment_type") String type,
            String owner) {}

    private record Links(String submission, String commit, String release, String review) {}

    /** One check; {@code verdict} and {@code message} are extras that the format keeps. */
    private record Test(
            @JsonProperty("test-name") String name,
            boolean passed,
            long score,
            @JsonProperty("max-score") long maxScore,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String verdict,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String message) {}
}
