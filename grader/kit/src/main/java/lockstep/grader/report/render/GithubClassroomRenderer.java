package lockstep.grader.report.render;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import lockstep.grader.language.Language;
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
 * greatest common divisor of what the checks are worth and have earned.
 */
public final class GithubClassroomRenderer implements Renderer {

    /** The result travels in an environment variable, which has 128 KiB together with its name. */
    private static final int MOST_BYTES = 95_000;

    /** How long a text may be: the first of these with which the result is small enough; 0 leaves out all texts. */
    private static final List<Integer> MOST_CHARACTERS = List.of(200, 100, 50, 0);

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Language language;

    public GithubClassroomRenderer(Language language) {
        this.language = language;
    }

    @Override
    public String render(Feedback feedback) {
        String encoded = "";
        for (int most : MOST_CHARACTERS) {
            byte[] json = json(feedback, most).getBytes(StandardCharsets.UTF_8);
            encoded = Base64.getEncoder().encodeToString(json) + "\n";
            if (encoded.length() <= MOST_BYTES) {
                break;
            }
        }
        return encoded;
    }

    private String json(Feedback feedback, int mostCharacters) {
        Settled settled = Settled.whole(feedback);
        Settled.Share total = settled.total();
        int unit = unit(feedback, settled);
        List<Test> tests = new ArrayList<>();
        for (ExerciseFeedback exercise : feedback.exercises()) {
            for (CheckFeedback check : exercise.checks()) {
                int units = whole(settled.of(check).maxScore()) / unit;
                for (int i = 1; i <= units; i++) {
                    tests.add(test(check, settled.of(check), unit, i, mostCharacters));
                }
            }
        }
        for (long i = 1; i <= settled.rounding().maxScore() / unit; i++) {
            boolean passed = i * unit <= settled.rounding().score();
            tests.add(new Test(Told.ROUNDING, passed ? "pass" : "fail", passed ? unit : 0, null, "", "", 0, 0));
        }
        String status = total.full() ? "pass" : "fail";
        return MAPPER.writeValueAsString(new Result(1, status, whole(total.maxScore()), tests));
    }

    private static int unit(Feedback feedback, Settled settled) {
        int divisor = Stream.concat(feedback.checks().map(settled::of), Stream.of(settled.rounding()))
                .flatMap(share -> Stream.of(share.score(), share.maxScore()))
                .map(BigInteger::valueOf)
                .reduce(BigInteger.ZERO, BigInteger::gcd)
                .intValueExact();
        return Math.max(1, divisor);
    }

    private static int whole(long points) {
        return Math.toIntExact(points);
    }

    private Test test(CheckFeedback check, Settled.Share points, int unit, int i, int mostCharacters) {
        int units = whole(points.maxScore()) / unit;
        // A check with partial points passes as many of its units as they fill.
        boolean passed = (long) i * unit <= points.score();
        String part = units > 1 ? " (" + i + " of " + units + ")" : "";
        String name = check.question().id() + part;
        boolean told = i == 1 && mostCharacters > 0;
        SourceLocation at = check.explanation().location();
        return new Test(
                told ? name + ": " + text(language.say(check.question().title()), mostCharacters) : name,
                passed ? "pass" : check.verdict().isPending() ? "error" : "fail",
                passed ? unit : 0,
                told ? message(check.explanation().message(), mostCharacters) : null,
                "",
                told && at != null ? at.file() : "",
                told && at != null ? at.line() : 0,
                i == 1 ? check.rerun().elapsedMillis() : 0);
    }

    private @Nullable String message(@Nullable String message, int most) {
        return message == null ? null : text(language.say(message), most);
    }

    private static String text(String text, int most) {
        String line = Shown.line(text);
        if (line.length() <= most) {
            return line;
        }
        return line.substring(0, Character.isHighSurrogate(line.charAt(most - 1)) ? most - 1 : most) + "…";
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
