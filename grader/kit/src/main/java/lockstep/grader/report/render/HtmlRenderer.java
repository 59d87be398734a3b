package lockstep.grader.report.render;

import static j2html.TagCreator.article;
import static j2html.TagCreator.body;
import static j2html.TagCreator.code;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.document;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.li;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.section;
import static j2html.TagCreator.small;
import static j2html.TagCreator.span;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.style;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.text;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;

import j2html.tags.DomContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lockstep.grader.exercise.mistakes.Mistake;
import lockstep.grader.exercise.mistakes.MistakeCatalog;
import lockstep.grader.language.Language;
import lockstep.grader.report.Adjustment;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Marks;
import lockstep.grader.report.SinceLastRun;
import lockstep.grader.report.SourceText;
import lockstep.grader.report.Timeliness;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Outcome;
import org.jspecify.annotations.Nullable;

/** Feedback as one page of HTML that needs nothing else: no request, and no script but the one that walks through steps. */
public final class HtmlRenderer implements Renderer {

    /** Nothing may be loaded or run, whatever a student's text were to contain. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src " + Player.hash();

    private final MistakeCatalog mistakes = MistakeCatalog.load();
    private final Speech speech;
    private final HtmlEvidence evidence;

    public HtmlRenderer(Language language) {
        this.speech = new Speech(language);
        this.evidence = new HtmlEvidence(speech);
    }

    @Override
    public String render(Feedback feedback) {
        Digest digest = new Digest(feedback);
        List<DomContent> parts = new ArrayList<>();
        parts.add(top(digest));
        digest.first().ifPresent(cause -> parts.add(first(cause)));
        CheckFeedback above = digest.first().map(Cause::check).orElse(null);
        feedback.exercises().forEach(exercise -> parts.add(exercise(exercise, above)));
        parts.add(notes(digest));
        parts.add(footer(speech.line(digest.origin())));
        boolean played = feedback.checks().anyMatch(HtmlRenderer::isPlayed);
        return page("Lockstep: " + Shown.line(feedback.submission().id()), parts, played);
    }

    /** Returns a page with one interleaving that was run again. */
    public String replay(CheckFeedback check, List<SourceText> sources) {
        return page(
                "Lockstep: " + speech.line(check.question().title()),
                List.of(section(h1(speech.line(check.question().title())), explained(sources, check))
                        .withClass("card")),
                isPlayed(check));
    }

    private static boolean isPlayed(CheckFeedback check) {
        return check.evidence().stream().anyMatch(Evidence.Interleaving.class::isInstance);
    }

    private String page(String titleText, List<DomContent> parts, boolean played) {
        return document(html(
                                head(
                                        meta().withCharset("utf-8"),
                                        meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                                        meta().attr("http-equiv", "Content-Security-Policy")
                                                .withContent(POLICY),
                                        title(titleText),
                                        style(rawHtml(css()))),
                                body(main(parts.toArray(DomContent[]::new)), played ? Player.code() : text("")))
                        .withLang(speech.language().code()))
                + "\n";
    }

    private DomContent top(Digest digest) {
        Feedback feedback = digest.feedback();
        Marks marks = feedback.marks();
        String fault = digest.fault();
        SinceLastRun since = feedback.sinceLastRun();
        Timeliness timeliness = feedback.timeliness();
        return header(
                        div(
                                        div(
                                                h1(Shown.line(
                                                        feedback.submission().id())),
                                                p(speech.line(digest.headline()))
                                                        .withClass("soft"),
                                                since == null
                                                        ? text("")
                                                        : p(speech.line("Since the last run " + since.words()))
                                                                .withClass("soft"),
                                                timeliness == null
                                                        ? text("")
                                                        : p(speech.line(timeliness.words(marks.score())))
                                                                .withClass(
                                                                        timeliness.lateDays() > 0 ? "wait" : "soft")),
                                        div(
                                                        text(Marks.text(marks.score())),
                                                        small(" "
                                                                + speech.line("of " + Marks.text(marks.maxScore())
                                                                        + " points" + Numbers.pending(marks))))
                                                .withClass("points big"))
                                .withClass("top"),
                        meter(marks),
                        fault == null ? text("") : p(speech.line(fault)).withClass("bad"),
                        each(
                                feedback.submission().remarks(),
                                remark -> p(speech.line(remark)).withClass("wait")))
                .withClass("card");
    }

    private static DomContent meter(Marks marks) {
        return div(
                        div().withClass("earned").withStyle(width(marks.score(), marks)),
                        div().withClass("pending").withStyle(width(marks.pending(), marks)))
                .withClass("meter")
                .attr("aria-hidden", "true");
    }

    private static String width(double points, Marks marks) {
        return String.format(Locale.ROOT, "width:%.2f%%", marks.maxScore() > 0 ? 100 * points / marks.maxScore() : 0);
    }

    private DomContent first(Cause cause) {
        return section(
                        div(
                                        h2(speech.line("Fix this first")),
                                        span(speech.line("-" + Numbers.points(cause.lost())))
                                                .withClass("points"))
                                .withClass("top"),
                        h3(speech.line(cause.exercise().title() + ": "
                                + cause.check().question().title())),
                        cause.others().isEmpty()
                                ? text("")
                                : p(speech.line(cause.more() + ".")).withClass("soft"),
                        explained(cause.exercise().sources(), cause.check()))
                .withClass("card first");
    }

    private DomContent exercise(ExerciseFeedback exercise, @Nullable CheckFeedback above) {
        Marks marks = exercise.marks();
        String speed = Digest.speed(exercise);
        List<DomContent> parts = new ArrayList<>();
        parts.add(div(
                        h2(speech.line(exercise.title())),
                        span(speech.line(Numbers.points(marks.score(), marks.maxScore()) + Numbers.pending(marks)))
                                .withClass("points"))
                .withClass("top"));
        parts.add(p(speech.line(exercise.id() + (speed == null ? "" : " · speedup " + speed)))
                .withClass("soft small"));
        parts.add(meter(marks));
        String remark = Digest.remark(exercise);
        if (remark != null) {
            parts.add(p(speech.line(remark)));
        }
        parts.add(decided(exercise.adjustments()));
        if (exercise.status() != ExerciseFeedback.Status.NOT_SUBMITTED) {
            List<CheckFeedback> rest = exercise.checks().stream()
                    .filter(check -> check.verdict() != Outcome.FAILED)
                    .toList();
            parts.add(div(
                            each(Cause.of(exercise), cause -> cause(cause, above)),
                            each(rest, check -> check(exercise, check, false)))
                    .withClass("checks"));
        }
        String notRun = exercise.linesRun() == null ? null : exercise.linesRun().words();
        if (notRun != null) {
            parts.add(p(speech.line(notRun)).withClass("soft small"));
        }
        return article(parts.toArray(DomContent[]::new)).withClass("card").withId(Shown.line(exercise.id()));
    }

    /** The check that shows it best, and below it, folded, those that fail for the same. */
    private DomContent cause(Cause cause, @Nullable CheckFeedback above) {
        ExerciseFeedback exercise = cause.exercise();
        return each(
                check(exercise, cause.check(), cause.check() != above),
                cause.others().isEmpty()
                        ? text("")
                        : details(
                                        summary(
                                                span("└").withClass("sign soft").attr("aria-hidden", "true"),
                                                span(speech.line(cause.more())).withClass("name"),
                                                span(cause.marksOfOthers()).withClass("points")),
                                        div(each(cause.others(), check -> check(exercise, check, false))))
                                .withClass("same"));
    }

    private DomContent check(ExerciseFeedback exercise, CheckFeedback check, boolean open) {
        String message = check.explanation().message();
        boolean failed = check.verdict() == Outcome.FAILED;
        if (failed || !check.evidence().isEmpty()) {
            return each(
                    details(summary(row(check)), div(explained(exercise.sources(), check)))
                            .withCondOpen(failed && open),
                    decided(check.worth().adjustments()));
        }
        DomContent row = div(row(check)).withClass("plain");
        return each(
                row,
                message == null ? text("") : div(speech.line(message)).withClass("because"),
                decided(check.worth().adjustments()));
    }

    /** What a person decided, beside what the machine found. */
    private DomContent decided(List<Adjustment> adjustments) {
        return each(
                adjustments,
                it -> div(strong(speech.line("By hand") + " "), text(speech.line(it.words())))
                        .withClass("because"));
    }

    private DomContent row(CheckFeedback check) {
        return each(
                span(sign(check.verdict()))
                        .withClass("sign " + look(check.verdict()))
                        .attr("aria-hidden", "true"),
                span(
                                text(speech.line(check.question().title()) + " "),
                                span(speech.line(Digest.word(check.question().kind()) + " · "
                                                + Digest.word(check.verdict())))
                                        .withClass("kind"))
                        .withClass("name"),
                span(check.undecided()
                                ? speech.line(Marks.text(check.pending()) + " pending")
                                : check.worth().maxScore() > 0
                                        ? Numbers.points(
                                                check.earned(), check.worth().maxScore())
                                        : "")
                        .withClass("points"));
    }

    private DomContent explained(List<SourceText> sources, CheckFeedback check) {
        CheckFeedback.Explanation words = check.explanation();
        String hint = words.hint();
        return each(
                words.location() == null
                        ? text("")
                        : p(
                                code(Shown.line(words.location().toString())),
                                text(words.onlyDeclared() ? ", " + speech.line("where it begins") : "")),
                each(Frames.of(sources, check), evidence::frame),
                dl(fact("What happened", words.message(), false), fact("Why it matters", words.why(), false)),
                hint == null
                        ? text("")
                        : div(strong(speech.line("Try") + ": "), text(speech.line(hint)))
                                .withClass("hint"),
                each(check.evidence(), piece -> evidence.of(piece, words.message(), sources)),
                mistake(words.mistake()),
                dl(fact("See it again", check.rerun().replay(), true)));
    }

    private DomContent mistake(@Nullable String id) {
        if (id == null) {
            return text("");
        }
        Optional<Mistake> known = mistakes.find(id);
        return known.isEmpty()
                ? dl(fact("Mistake", id, true))
                : details(
                                summary(speech.line(
                                        "Mistake " + id + ": " + known.get().title())),
                                p(speech.line(known.get().wrong())),
                                p(speech.line(known.get().advice().why())))
                        .withClass("mistake");
    }

    private DomContent fact(String label, @Nullable String value, boolean asCode) {
        if (value == null) {
            return text("");
        }
        return each(dt(speech.line(label)), dd(asCode ? code(Shown.line(value)) : text(speech.lines(value))));
    }

    private DomContent notes(Digest digest) {
        String pending = digest.pending();
        return section(
                        h2(speech.line("What this run cannot have seen")),
                        pending == null ? text("") : p(speech.line(pending)).withClass("wait"),
                        ul(each(digest.notSeen(), note -> li(speech.line(note)))))
                .withClass("card");
    }

    private static String sign(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "✓";
            case FAILED -> "✗";
            case INCONCLUSIVE -> "?";
            case ERRORED -> "!";
            case SKIPPED -> "–";
        };
    }

    private static String look(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "good";
            case FAILED -> "bad";
            case INCONCLUSIVE -> "wait";
            case ERRORED -> "bad";
            case SKIPPED -> "soft";
        };
    }

    static String css() {
        return resource("feedback.css");
    }

    static String resource(String name) {
        try (InputStream in = HtmlRenderer.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the grader's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
