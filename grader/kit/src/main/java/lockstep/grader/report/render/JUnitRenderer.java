package lockstep.grader.report.render;

import java.util.List;
import java.util.Locale;
import lockstep.grader.language.Language;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.verdict.SourceLocation;

/**
 * Feedback as JUnit's XML: a suite per exercise, a case per check with the file and the line at which it is shown. The
 * format has no points; they are properties of cases, suites and the whole.
 *
 * <p>A case passes where its settled points are full. What was not asked because something before it failed is a failure
 * and not skipped: who counts passed ÷ run would otherwise reward what cannot even be run.
 */
final class JUnitRenderer implements Renderer {

    private final Places places;
    private final Language language;

    JUnitRenderer(Places places, Language language) {
        this.language = language;
        this.places = places;
    }

    @Override
    public String render(Feedback feedback) {
        Settled settled = Settled.hundredths(feedback);
        List<CheckFeedback> all = feedback.checks().filter(Told::counts).toList();
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.append("<testsuites name=\"lockstep\"").append(counts(settled, all)).append(">\n");
        for (ExerciseFeedback exercise : feedback.exercises()) {
            suite(out, settled, exercise, feedback.runner().startedAt().toString());
        }
        return out.append("</testsuites>\n").toString();
    }

    private void suite(StringBuilder out, Settled settled, ExerciseFeedback exercise, String timestamp) {
        List<CheckFeedback> checks =
                exercise.checks().stream().filter(Told::counts).toList();
        out.append("  <testsuite")
                .append(attribute("name", "lockstep." + exercise.id()))
                .append(counts(settled, checks))
                .append(attribute(
                        "timestamp", timestamp.replaceFirst("\\.\\d+", "").replace("Z", "")))
                .append(attribute("hostname", "localhost"))
                .append(">\n")
                .append(points("    ", settled, settled.of(exercise)));
        checks.forEach(check -> test(out, settled, exercise, check));
        out.append("  </testsuite>\n");
    }

    private void test(StringBuilder out, Settled settled, ExerciseFeedback exercise, CheckFeedback check) {
        String id = check.question().id();
        SourceLocation at = places.of(exercise, check);
        out.append("    <testcase")
                .append(attribute("name", language.say(check.question().title())))
                .append(attribute("classname", "lockstep." + id))
                .append(attribute("time", time(check.rerun().elapsedMillis())))
                .append(at == null ? "" : attribute("file", at.file()) + attribute("line", String.valueOf(at.line())))
                .append(">\n")
                .append(points("      ", settled, settled.of(check)));
        String message = Told.message(check, language);
        if (message != null) {
            String element = settled.of(check).full() ? "system-out" : error(check) ? "error" : "failure";
            out.append("      <").append(element);
            if (!element.equals("system-out")) {
                out.append(attribute("message", Told.cut(message, 500)))
                        .append(attribute("type", check.verdict().name()));
            }
            out.append('>')
                    .append(text(Told.plain(check, language)))
                    .append("</")
                    .append(element)
                    .append(">\n");
        }
        out.append("    </testcase>\n");
    }

    private static boolean error(CheckFeedback check) {
        return check.verdict().isPending();
    }

    private static String points(String indent, Settled settled, Settled.Share share) {
        return indent + "<properties>\n" + indent + "  <property name=\"points\""
                + attribute("value", settled.points(share.score()).toPlainString()) + "/>\n" + indent
                + "  <property name=\"max_points\""
                + attribute("value", settled.points(share.maxScore()).toPlainString()) + "/>\n" + indent
                + "</properties>\n";
    }

    private static String counts(Settled settled, List<CheckFeedback> checks) {
        List<CheckFeedback> missed =
                checks.stream().filter(check -> !settled.of(check).full()).toList();
        long errors = missed.stream().filter(JUnitRenderer::error).count();
        long millis = checks.stream()
                .mapToLong(check -> check.rerun().elapsedMillis())
                .sum();
        return attribute("tests", String.valueOf(checks.size()))
                + attribute("failures", String.valueOf(missed.size() - errors))
                + attribute("errors", String.valueOf(errors))
                + attribute("skipped", "0")
                + attribute("time", time(millis));
    }

    private static String time(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    }

    private static String attribute(String name, String value) {
        return " " + name + "=\"" + text(Shown.line(value)) + "\"";
    }

    /** XML has no place for some characters, in whatever form; {@link Shown} has already taken most of them. */
    private static String text(String text) {
        StringBuilder out = new StringBuilder(text.length());
        Shown.lines(text).codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case 0xfffe, 0xffff -> out.append('\ufffd');
                default -> out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
