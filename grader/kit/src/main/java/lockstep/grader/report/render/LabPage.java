package lockstep.grader.report.render;

import static j2html.TagCreator.body;
import static j2html.TagCreator.document;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.head;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.section;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;

import j2html.TagCreator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import lockstep.grader.report.render.Block.Bar;
import lockstep.grader.report.render.Block.Tone;
import org.jspecify.annotations.Nullable;

/**
 * What the lab measured, as text and as a page that needs nothing else.
 *
 * @param origin on what machine, for people
 */
public record LabPage(String origin, List<Group> groups, List<String> identities) {

    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    public LabPage {
        groups = List.copyOf(groups);
        identities = List.copyOf(identities);
    }

    /**
     * Rows that do the same work; the first is what the others are compared with.
     *
     * @param remark why not to trust the times, or empty
     */
    public record Group(String title, List<Row> rows, String remark) {
        public Group {
            rows = List.copyOf(rows);
        }
    }

    /**
     * One way to do the work.
     *
     * @param python what the tutorial tells for Python, or empty
     * @param coldMillis the first call; null where there was none
     * @param warmMillis calls after the first; null where a call does not get faster
     * @param remark why there are no times, or empty
     */
    public record Row(
            String title,
            String python,
            @Nullable Double coldMillis,
            @Nullable Double warmMillis,
            String remark) {

        private @Nullable Double millis() {
            return warmMillis != null ? warmMillis : coldMillis;
        }
    }

    /** Returns it for a terminal. */
    public String text(TerminalStyle terminal) {
        TerminalPage page = new TerminalPage(terminal);
        TerminalEvidence blocks = new TerminalEvidence(page, 2);
        page.rule("Lab", Ink.BOLD);
        page.paragraph(0, origin, Ink.FAINT);
        for (Group group : groups) {
            page.blank();
            page.paragraph(0, group.title(), Ink.BOLD);
            blocks(group).forEach(blocks::show);
        }
        page.blank();
        page.paragraph(0, "Who does the work", Ink.BOLD);
        identities.forEach(line -> page.paragraph(2, line, Ink.NONE));
        return page.text();
    }

    /** Returns it as a page. */
    public String html() {
        return document(TagCreator.html(
                                head(
                                        meta().withCharset("utf-8"),
                                        meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                                        meta().attr("http-equiv", "Content-Security-Policy")
                                                .withContent(POLICY),
                                        title("Lockstep: lab"),
                                        style(rawHtml(HtmlRenderer.css()))),
                                body(main(
                                        h1("Lab"),
                                        p(Shown.line(origin)),
                                        each(
                                                groups,
                                                group -> section(
                                                        h2(group.title()), each(blocks(group), HtmlEvidence::of))),
                                        section(
                                                h2("Who does the work"),
                                                each(identities, line -> p(Shown.line(line)))))))
                        .withLang("en"))
                + "\n";
    }

    private static List<Block> blocks(Group group) {
        boolean python = group.rows().stream().anyMatch(row -> !row.python().isEmpty());
        List<List<String>> cells = new ArrayList<>();
        List<Bar> bars = new ArrayList<>();
        Double first = group.rows().get(0).millis();
        for (Row row : group.rows()) {
            Double own = row.millis();
            List<String> line = new ArrayList<>(List.of(row.title()));
            if (python) {
                line.add(row.python());
            }
            line.add(seconds(row.coldMillis()));
            line.add(seconds(row.warmMillis()));
            line.add(first == null || own == null ? row.remark() : Numbers.times(first / own));
            cells.add(line);
            if (own != null) {
                bars.add(new Bar(row.title(), own, seconds(own), Tone.CODE));
            }
        }
        List<String> headers = new ArrayList<>(List.of("by"));
        if (python) {
            headers.add("Python");
        }
        headers.addAll(List.of("cold", "warm", "speedup"));
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Grid(headers, cells, python ? Set.of(1, 2, 3, 4) : Set.of(1, 2, 3), Set.of()));
        blocks.add(Block.Bars.upToLargest("Time, the shorter the better:", bars));
        if (!group.remark().isEmpty()) {
            blocks.add(new Block.Prose(group.remark()));
        }
        return blocks;
    }

    private static String seconds(@Nullable Double millis) {
        if (millis == null) {
            return "";
        }
        return millis < 1_000
                ? String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis)
                : String.format(Locale.ROOT, "%.2f s", millis / 1_000);
    }
}
