package lockstep.grader.classroom.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.b;
import static j2html.TagCreator.body;
import static j2html.TagCreator.div;
import static j2html.TagCreator.document;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;
import static j2html.TagCreator.section;
import static j2html.TagCreator.style;
import static j2html.TagCreator.text;
import static j2html.TagCreator.title;

import j2html.tags.DomContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import lockstep.grader.exercise.mistakes.MistakeCatalog;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Marks;
import lockstep.grader.report.render.Shown;

/**
 * The class report: one page that needs nothing else. Its only script sorts and searches the table of students; the content
 * security policy lets no other one run, and nothing be loaded.
 */
public final class ClassPage {

    private final ClassResults results;
    private final Statistics statistics;
    private final Sections sections;

    public ClassPage(ClassResults results, MistakeCatalog mistakes) {
        this.results = results;
        this.statistics = new Statistics(results.rows());
        this.sections = new Sections(results, statistics, mistakes);
    }

    /** Returns the page. */
    public String render() {
        String script = resource("report.js");
        String policy =
                "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-" + Hash.base64(script) + "'";
        return document(html(
                                head(
                                        meta().withCharset("utf-8"),
                                        meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                                        meta().attr("http-equiv", "Content-Security-Policy")
                                                .withContent(policy),
                                        title("Class report: " + Shown.line(results.title())),
                                        style(rawHtml(resource("report.css")))),
                                body(
                                        a("To the table of students")
                                                .withHref("#students")
                                                .withClass("skip"),
                                        main(
                                                top(),
                                                sections.undecided(),
                                                distribution(),
                                                sections.changes(),
                                                sections.byHand(),
                                                sections.help(),
                                                new StudentTable(results.rows()).show(),
                                                new HeatMap(statistics.graded()).show(),
                                                sections.checks(),
                                                sections.mistakes(),
                                                sections.speedups(),
                                                sections.similarity(),
                                                sections.roster(),
                                                sections.uploads(),
                                                origins()),
                                        script(rawHtml(script))))
                        .withLang("en"))
                + "\n";
    }

    private DomContent top() {
        long byHand = statistics.graded().stream().filter(Feedback::onlyByHand).count();
        long graded = statistics.graded().size() - byHand;
        long not = results.rows().size() - graded - byHand;
        String most = Marks.text(statistics.maxScore());
        return header(
                h1(Shown.line(results.title())),
                p("Class report · read as: " + Shown.line(results.arrivals().readAs()))
                        .withClass("soft"),
                div(
                                fact(String.valueOf(results.rows().size()), "submissions"),
                                fact(String.valueOf(graded), "graded"),
                                fact(String.valueOf(not), "not graded"),
                                byHand == 0 ? text("") : fact(String.valueOf(byHand), "by hand only"),
                                fact(Marks.text(hundredths(statistics.mean())), "mean of " + most),
                                fact(Marks.text(hundredths(statistics.median())), "median of " + most))
                        .withClass("facts"));
    }

    private static double hundredths(double points) {
        return Math.floor(points * 100) / 100;
    }

    private static DomContent fact(String number, String words) {
        return div(b(number), text(words));
    }

    private DomContent distribution() {
        return section(
                h2("Points"),
                p("How many submissions have which part of the points; undecided checks as the pending policy counts them.")
                        .withClass("soft small"),
                Pictures.tenths(statistics.tenths(), statistics.maxScore()));
    }

    private DomContent origins() {
        return footer(
                p("What ran where:"),
                each(
                        List.copyOf(statistics.origins().entrySet()),
                        origin -> p(Shown.line(origin.getKey()) + " · "
                                + (origin.getValue() == 1 ? "1 submission" : origin.getValue() + " submissions"))));
    }

    private static String resource(String name) {
        try (InputStream in = ClassPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the grader's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
