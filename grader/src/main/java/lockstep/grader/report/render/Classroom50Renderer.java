package lockstep.grader.report.render;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Feedback as {@code classroom50/result/v1}, whose points are whole numbers and which knows no other key at its top.
 *
 * <p>What the runner stamps is read from its environment; where a variable is missing, the place is filled with what
 * the feedback knows.
 */
public final class Classroom50Renderer implements Renderer {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Map<String, String> environment;

    public Classroom50Renderer(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String render(Feedback feedback) {
        WholePoints total = WholePoints.of(feedback);
        Result result = new Result(
                new Assignment(
                        stamp("CLASSROOM", ""),
                        stamp("ASSIGNMENT", "lockstep"),
                        stamp("ASSIGNMENT_TYPE", "individual"),
                        stamp("OWNER", Shown.line(feedback.submission().id()))),
                new Links(
                        stamp("SUBMISSION_TAG", ""),
                        stamp("COMMIT_URL", ""),
                        stamp("RELEASE_URL", ""),
                        stamp("REVIEW_URL", "")),
                feedback.runner().startedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                total.score(),
                total.maxScore(),
                feedback.exercises().stream()
                        .flatMap(exercise -> exercise.checks().stream()
                                .filter(check -> check.worth().maxScore() > 0)
                                .map(check -> test(feedback, exercise, check)))
                        .toList());
        return MAPPER.writeValueAsString(result).replace("\r\n", "\n") + "\n";
    }

    private String stamp(String variable, String otherwise) {
        String value = environment.getOrDefault(variable, "");
        return value.isBlank() ? otherwise : value;
    }

    private static Test test(Feedback feedback, ExerciseFeedback exercise, CheckFeedback check) {
        WholePoints points = WholePoints.of(feedback, check);
        String message = check.explanation().message();
        return new Test(
                exercise.id() + ": " + check.question().title(),
                points.score() == points.maxScore(),
                points.score(),
                points.maxScore(),
                Digest.word(check.verdict()),
                message == null ? null : Shown.line(message));
    }

    /** The document; its parts are unwrapped into one level. */
    @JsonPropertyOrder("schema")
    private record Result(
            @JsonUnwrapped Assignment about,
            @JsonUnwrapped Links links,
            String datetime,
            int score,
            @JsonProperty("max-score") int maxScore,
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
            int score,
            @JsonProperty("max-score") int maxScore,
            String verdict,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String message) {}
}
