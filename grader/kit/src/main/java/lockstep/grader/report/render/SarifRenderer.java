package lockstep.grader.report.render;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lockstep.grader.language.Language;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.SourceLocation;

/**
 * Feedback as SARIF 2.1.0, within the subset that GitHub's code scanning reads: a rule and a result per failed check.
 *
 * <p>Code scanning refuses a file with a result that is nowhere, so a failure whose place nobody knows is left out, as is one
 * that students may not see. An alert is told from others by its check and its file ({@code lockstepCheck/v1}), and not by
 * the text of its line; {@code primaryLocationLineHash}, the fingerprint of the line, is left to the action that uploads,
 * which warns of any value but its own.
 */
final class SarifRenderer implements Renderer {

    private static final String ROOT = "%SRCROOT%";
    private static final int MOST_CHARACTERS = 1024;

    private final Places places;
    private final Speech speech;

    SarifRenderer(Places places, Language language) {
        this.speech = new Speech(language);
        this.places = places;
    }

    @Override
    public String render(Feedback feedback) {
        List<Rule> rules = new ArrayList<>();
        List<Result> results = new ArrayList<>();
        for (Digest.Failure failure : new Digest(feedback).failures()) {
            SourceLocation at = places.of(failure.exercise(), failure.check());
            if (at != null && failure.check().question().shown()) {
                results.add(result(failure, rules.size(), at));
                rules.add(rule(failure));
            }
        }
        Driver driver = new Driver("Lockstep", feedback.grader().version(), rules);
        Run run = new Run(new Tool(driver), Map.of(ROOT, new Base(new Text("The top of the repository."))), results);
        return Documents.indented(new Log("https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", List.of(run)));
    }

    private Rule rule(Digest.Failure failure) {
        CheckFeedback check = failure.check();
        String title = speech.title(failure.exercise(), check);
        String why = speech.line(String.valueOf(check.explanation().why()));
        String hint = speech.line(String.valueOf(check.explanation().hint()));
        return new Rule(
                check.question().id(),
                new Text(Told.cut(title, MOST_CHARACTERS)),
                new Text(Told.cut(why, MOST_CHARACTERS)),
                new Help(
                        why + "\n" + speech.line("What to try") + ": " + hint,
                        MarkdownText.inline(why) + "\n\n**" + speech.line("What to try") + ":** "
                                + MarkdownText.inline(hint) + "\n"),
                new Configuration(level(check)),
                new Properties(
                        List.of("concurrency", Digest.word(check.question().kind()))));
    }

    private Result result(Digest.Failure failure, int rule, SourceLocation at) {
        CheckFeedback check = failure.check();
        String uri = uri(at.file());
        // A reader of SARIF makes links of [text](address).
        String message =
                speech.line(String.valueOf(check.explanation().message())).replace("](", "] (");
        return new Result(
                check.question().id(),
                rule,
                level(check),
                new Text(message),
                List.of(new Location(new Physical(new Artifact(uri, ROOT), new Region(at.line(), 1)))),
                Map.of("lockstepCheck/v1", check.question().id() + " " + uri));
    }

    /** What is slow is not wrong. */
    private static String level(CheckFeedback check) {
        return check.question().kind() == CheckKind.SPEEDUP ? "warning" : "error";
    }

    /** Returns a path as a relative reference, with its slashes. */
    private static String uri(String path) {
        StringBuilder uri = new StringBuilder();
        for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0);
            uri.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return uri.toString();
    }

    private record Log(@JsonProperty("$schema") String schema, String version, List<Run> runs) {}

    private record Run(Tool tool, Map<String, Base> originalUriBaseIds, List<Result> results) {}

    private record Tool(Driver driver) {}

    private record Driver(String name, String version, List<Rule> rules) {}

    private record Base(Text description) {}

    private record Rule(
            String id,
            Text shortDescription,
            Text fullDescription,
            Help help,
            Configuration defaultConfiguration,
            Properties properties) {}

    private record Text(String text) {}

    private record Help(String text, String markdown) {}

    private record Configuration(String level) {}

    private record Properties(List<String> tags) {}

    private record Result(
            String ruleId,
            int ruleIndex,
            String level,
            Text message,
            List<Location> locations,
            Map<String, String> partialFingerprints) {}

    private record Location(Physical physicalLocation) {}

    private record Physical(Artifact artifactLocation, Region region) {}

    private record Artifact(String uri, String uriBaseId) {}

    private record Region(int startLine, int startColumn) {}
}
