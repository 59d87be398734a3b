package lockstep.grader.report.render;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Feedback for the reporter action of GitHub Classroom: its JSON in Base64, one line, the value of a step's output.
 *
 * <p>The reporter adds up the tests' scores for the grade, but shows passed ÷ all × maximum in its table. The two agree
 * only if all tests are worth the same; so a check is reported as several tests of one unit each, the unit being the
 * greatest common divisor of the checks' points.
 */
public final class GithubClassroomRenderer implements Renderer {

    /** The result travels in an environment variable, which has 128 KiB: a message has to be short. */
    private static final int MOST_CHARACTERS = 200;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Override
    public String render(Feedback feedback) {
        byte[] json = json(feedback).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(json) + "\n";
    }

    static String json(Feedback feedback) {
        WholePoints total = WholePoints.of(feedback);
        int unit = unit(feedback);
        List<Test> tests = new ArrayList<>();
        for (ExerciseFeedback exercise : feedback.exercises()) {
            for (CheckFeedback check : exercise.checks()) {
                int units = WholePoints.of(feedback, check).maxScore() / unit;
                for (int i = 1; i <= units; i++) {
                    tests.add(test(feedback, exercise, check, i, units));
                }
            }
        }
        String status = total.score() == total.maxScore() ? "pass" : "fail";
        return MAPPER.writeValueAsString(new Result(1, status, total.maxScore(), tests));
    }

    private static int unit(Feedback feedback) {
        int divisor = feedback.checks()
                .map(check -> BigInteger.valueOf(WholePoints.of(feedback, check).maxScore()))
                .reduce(BigInteger.ZERO, BigInteger::gcd)
                .intValueExact();
        return Math.max(1, divisor);
    }

    private static Test test(Feedback feedback, ExerciseFeedback exercise, CheckFeedback check, int i, int units) {
        WholePoints points = WholePoints.of(feedback, check);
        int unit = points.maxScore() / units;
        // A check with partial points passes as many of its units as they fill.
        boolean passed = i * unit <= points.score();
        String part = units > 1 ? " (" + i + " of " + units + ")" : "";
        SourceLocation at = check.explanation().location();
        return new Test(
                exercise.id() + ": " + check.question().title() + part,
                passed ? "pass" : check.verdict().isPending() ? "error" : "fail",
                passed ? unit : 0,
                i == 1 ? message(check.explanation().message()) : null,
                "",
                at == null ? "" : at.file(),
                at == null ? 0 : at.line(),
                i == 1 ? check.rerun().elapsedMillis() : 0);
    }

    private static @Nullable String message(@Nullable String message) {
        if (message == null) {
            return null;
        }
        String line = Shown.line(message);
        return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "…";
    }

    private record Result(
            int version,
            String status,
            @JsonProperty("max_score") int maxScore,
            List<Test> tests) {}

    /** The names are the reporter's. */
    private record Test(
            String name,
            String status,
            int score,
            @Nullable String message,
            @JsonProperty("test_code") String testCode,
            String filename,
            @JsonProperty("line_no") int line,
            long duration) {}
}
