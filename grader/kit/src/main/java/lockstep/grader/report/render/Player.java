package lockstep.grader.report.render;

import static j2html.TagCreator.button;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.li;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;
import static j2html.TagCreator.span;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.summary;

import j2html.tags.DomContent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lockstep.grader.report.SourceText;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.SourceLocation;

/**
 * An interleaving to walk through: its picture, and beside it the source, in which the line of each thread is marked. The
 * page's one script moves from step to step; where it does not run, and on paper, the picture stays what it is.
 */
final class Player {

    private static final String SCRIPT = HtmlRenderer.resource("player.js");

    /** Steps whose lines are as near as this share a frame. */
    private static final int NEAR = 12;

    /** Nobody looks at more of them, and a page may have many players. */
    private static final int MOST_FRAMES = 12;

    private final Speech speech;
    private final HtmlEvidence evidence;

    Player(Speech speech, HtmlEvidence evidence) {
        this.speech = speech;
        this.evidence = evidence;
    }

    DomContent of(Evidence.Interleaving interleaving, List<SourceText> sources) {
        DomContent table = evidence.grid(StepTable.of(interleaving).columns());
        if (!LanePicture.canShow(interleaving)) {
            return table;
        }
        List<Frame> shown = shown(interleaving, sources);
        return div(
                        div(each(
                                        List.of("First", "Back", "Next", "Last"),
                                        go -> button(speech.line(go))
                                                .attr("type", "button")
                                                .attr("data-go", go)))
                                .withClass("controls")
                                .attr("hidden"),
                        ol(each(moments(interleaving, shown), it -> it))
                                .withClass("moments")
                                .attr("aria-live", "polite")
                                .attr("hidden"),
                        div(
                                        div(LanePicture.of(interleaving, speech))
                                                .withClass("scroll")
                                                .attr("tabindex", "0")
                                                .attr("role", "region")
                                                .attr("aria-label", speech.line("The order of steps")),
                                        div(each(shown, (i, frame) -> source(frame, i)))
                                                .withClass("sources")
                                                .attr("hidden"))
                                .withClass("stage"),
                        details(summary(speech.line("The same steps as a table")), table)
                                .withClass("again"))
                .withClass("player")
                .attr("role", "group")
                .attr("aria-label", speech.line("One order of steps, to walk through"));
    }

    /** Returns the page's script. */
    static DomContent code() {
        return script(rawHtml(SCRIPT));
    }

    /** Returns by what the page's policy knows the script, so that no other runs. */
    static String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(SCRIPT.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the lines of the steps with those around them; lines that are far from each other in frames of their own. */
    private static List<Frame> shown(Evidence.Interleaving interleaving, List<SourceText> sources) {
        Map<String, SortedSet<Integer>> lines = new LinkedHashMap<>();
        interleaving.steps().stream()
                .map(Evidence.Step::location)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .forEach(at -> lines.computeIfAbsent(at.file(), file -> new TreeSet<>())
                        .add(at.line()));
        return sources.stream()
                .filter(source -> lines.containsKey(source.file()))
                .flatMap(source -> near(Objects.requireNonNull(lines.get(source.file()))).stream()
                        .map(marks -> Frame.of(source, marks)))
                .filter(frame -> !frame.lines().isEmpty())
                .limit(MOST_FRAMES)
                .toList();
    }

    private static List<SortedMap<Integer, String>> near(SortedSet<Integer> lines) {
        List<SortedMap<Integer, String>> groups = new ArrayList<>();
        for (int line : lines) {
            if (groups.isEmpty() || line - groups.get(groups.size() - 1).lastKey() > NEAR) {
                groups.add(new TreeMap<>());
            }
            groups.get(groups.size() - 1).put(line, "");
        }
        return groups;
    }

    private static DomContent source(Frame frame, int number) {
        return div(
                p(Shown.line(frame.file())).withClass("soft small"),
                pre(each(
                                frame.numbered(),
                                line -> span(
                                                span("").withClass("who"),
                                                span(String.valueOf(line.getKey()))
                                                        .withClass("no"),
                                                HtmlEvidence.indented(line.getValue()))
                                        .withClass("line")
                                        .attr("data-at", number + ":" + line.getKey())))
                        .withClass("code")
                        .attr("tabindex", "0"));
    }

    private List<DomContent> moments(Evidence.Interleaving interleaving, List<Frame> shown) {
        List<Moment> moments = Moment.of(interleaving);
        return IntStream.range(0, moments.size())
                .mapToObj(i -> moment(interleaving, i, moments.get(i), shown))
                .toList();
    }

    private DomContent moment(Evidence.Interleaving interleaving, int i, Moment moment, List<Frame> shown) {
        Evidence.Step step = interleaving.steps().get(i);
        List<String> facts = new ArrayList<>();
        moment.values().forEach((variable, value) -> facts.add(variable + " = " + value));
        moment.held().forEach((lock, thread) -> facts.add(thread + " holds " + lock));
        moment.waits().forEach((thread, what) -> facts.add(thread + " waits for " + what));
        return li(
                        strong(speech.line("Step " + (i + 1) + " of "
                                + interleaving.steps().size() + ", " + StepTable.heading(step.thread()) + ": "
                                + StepTable.words(step))),
                        p(facts.stream().map(speech::line).collect(Collectors.joining("; ")))
                                .withClass("soft"))
                .attr("data-lines", lines(moment, shown));
    }

    /** Returns where the threads are: {@code 0:17=A} for thread A in line 17 of the first file shown. */
    private static String lines(Moment moment, List<Frame> shown) {
        return moment.lines().entrySet().stream()
                .map(each -> place(each.getValue(), shown) + "="
                        + Shown.line(each.getKey()).replaceAll("[|=]", " "))
                .filter(each -> !each.startsWith("="))
                .collect(Collectors.joining("|"));
    }

    private static String place(SourceLocation at, List<Frame> shown) {
        return IntStream.range(0, shown.size())
                .filter(i -> shown.get(i).file().equals(at.file())
                        && at.line() >= shown.get(i).first()
                        && at.line()
                                < shown.get(i).first() + shown.get(i).lines().size())
                .mapToObj(i -> i + ":" + at.line())
                .findFirst()
                .orElse("");
    }
}
