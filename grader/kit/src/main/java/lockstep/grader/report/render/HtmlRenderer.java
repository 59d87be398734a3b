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
import lockstep.grader.report.Adjustment;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Marks;
import lockstep.grader.report.SinceLastRun;
import lockstep.grader.report.Timeliness;
import lockstep.grader.verdict.Outcome;
import org.jspecify.annotations.Nullable;

/** Feedback as one page of HTML that needs nothing else: no request, no script. */
public final class HtmlRenderer implements Renderer {

    /** Nothing may be loaded or run, whatever a student's text were to contain. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    @Override
    public String render(Feedback feedback) {
        Digest digest = new Digest(feedback);
        List<DomContent> parts = new ArrayList<>();
        parts.add(top(digest));
        digest.first().ifPresent(failure -> parts.add(first(failure)));
        CheckFeedback above = digest.first().map(Digest.Failure::check).orElse(null);
        feedback.exercises().forEach(exercise -> parts.add(exercise(exercise, above)));
        parts.add(notes(digest));
        parts.add(footer(Shown.line(digest.origin())));
        String titleText = "Lockstep: " + Shown.line(feedback.submission().id());
        return document(html(
                                head(
                                        meta().withCharset("utf-8"),
                                        meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                                        meta().attr("http-equiv", "Content-Security-Policy")
                                                .withContent(POLICY),
                                        title(titleText),
                                        style(rawHtml(css()))),
                                body(main(parts.toArray(DomContent[]::new))))
                        .withLang("en"))
                + "\n";
    }

    private static DomContent top(Digest digest) {
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
                                                p(digest.headline()).withClass("soft"),
                                                since == null
                                                        ? text("")
                                                        : p("Since the last run " + Shown.line(since.words()))
                                                                .withClass("soft"),
                                                timeliness == null
                                                        ? text("")
                                                        : p(Shown.line(timeliness.words(marks.score())))
                                                                .withClass(
                                                                        timeliness.lateDays() > 0 ? "wait" : "soft")),
                                        div(
                                                        text(Marks.text(marks.score())),
                                                        small(" of " + Marks.text(marks.maxScore()) + " points"
                                                                + (marks.pending() > 0
                                                                        ? ", " + Marks.text(marks.pending())
                                                                                + " pending"
                                                                        : "")))
                                                .withClass("points big"))
                                .withClass("top"),
                        meter(marks),
                        fault == null ? text("") : p(fault).withClass("bad"),
                        each(
                                feedback.submission().remarks(),
                                remark -> p(Shown.line(remark)).withClass("wait")))
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

    private static DomContent first(Digest.Failure failure) {
        return section(
                        h2("Fix this first"),
                        h3(Shown.line(failure.exercise().title() + ": "
                                + failure.check().question().title())),
                        explained(failure.check()))
                .withClass("card first");
    }

    private static DomContent exercise(ExerciseFeedback exercise, @Nullable CheckFeedback above) {
        Marks marks = exercise.marks();
        String speed = Digest.speed(exercise);
        List<DomContent> parts = new ArrayList<>();
        parts.add(div(
                        h2(Shown.line(exercise.title())),
                        span(Numbers.points(marks.score(), marks.maxScore())
                                        + (marks.pending() > 0 ? ", " + Marks.text(marks.pending()) + " pending" : ""))
                                .withClass("points"))
                .withClass("top"));
        parts.add(p(Shown.line(exercise.id()) + (speed == null ? "" : " · speedup " + speed))
                .withClass("soft small"));
        parts.add(meter(marks));
        String remark = Digest.remark(exercise);
        if (remark != null) {
            parts.add(p(Shown.line(remark)));
        }
        parts.add(decided(exercise.adjustments()));
        if (exercise.status() != ExerciseFeedback.Status.NOT_SUBMITTED) {
            parts.add(div(each(exercise.checks(), check -> check(check, check != above)))
                    .withClass("checks"));
        }
        String notRun = exercise.linesRun() == null ? null : exercise.linesRun().words();
        if (notRun != null) {
            parts.add(p(Shown.line(notRun)).withClass("soft small"));
        }
        return article(parts.toArray(DomContent[]::new)).withClass("card").withId(Shown.line(exercise.id()));
    }

    private static DomContent check(CheckFeedback check, boolean open) {
        String message = check.explanation().message();
        boolean failed = check.verdict() == Outcome.FAILED;
        if (failed || !check.evidence().isEmpty()) {
            return each(
                    details(summary(row(check)), div(explained(check))).withCondOpen(failed && open),
                    decided(check.worth().adjustments()));
        }
        DomContent row = div(row(check)).withClass("plain");
        return each(
                row,
                message == null ? text("") : div(Shown.line(message)).withClass("because"),
                decided(check.worth().adjustments()));
    }

    /** What a person decided, beside what the machine found. */
    private static DomContent decided(List<Adjustment> adjustments) {
        return each(
                adjustments,
                it -> div(strong("By hand "), text(Shown.line(it.words()))).withClass("because"));
    }

    private static DomContent row(CheckFeedback check) {
        return each(
                span(sign(check.verdict()))
                        .withClass("sign " + look(check.verdict()))
                        .attr("aria-hidden", "true"),
                span(
                                text(Shown.line(check.question().title()) + " "),
                                span(Digest.word(check.question().kind()) + " · " + Digest.word(check.verdict()))
                                        .withClass("kind"))
                        .withClass("name"),
                span(check.undecided()
                                ? Marks.text(check.pending()) + " pending"
                                : check.worth().maxScore() > 0
                                        ? Numbers.points(
                                                check.earned(), check.worth().maxScore())
                                        : "")
                        .withClass("points"));
    }

    private static DomContent explained(CheckFeedback check) {
        CheckFeedback.Explanation words = check.explanation();
        String hint = words.hint();
        return each(
                dl(
                        fact(
                                "Where",
                                words.location() == null
                                        ? null
                                        : words.location().toString(),
                                true),
                        fact("What happened", words.message(), false),
                        fact("Why it matters", words.why(), false)),
                hint == null
                        ? text("")
                        : div(strong("Try: "), text(Shown.line(hint))).withClass("hint"),
                each(check.evidence(), HtmlEvidence::of),
                dl(
                        fact("Mistake", words.mistake(), true),
                        fact("See it again", check.rerun().replay(), true)));
    }

    private static DomContent fact(String label, @Nullable String value, boolean asCode) {
        if (value == null) {
            return text("");
        }
        return each(dt(label), dd(asCode ? code(Shown.line(value)) : text(Shown.lines(value))));
    }

    private static DomContent notes(Digest digest) {
        String pending = digest.pending();
        return section(
                        h2("What this run cannot have seen"),
                        pending == null ? text("") : p(pending).withClass("wait"),
                        ul(each(digest.notSeen(), note -> li(Shown.line(note)))))
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
        try (InputStream in = HtmlRenderer.class.getResourceAsStream("feedback.css")) {
            if (in == null) {
                throw new IllegalStateException("feedback.css is missing from the grader's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
