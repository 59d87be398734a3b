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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lockstep.grader.language.Language;
import lockstep.grader.report.LabReport;
import lockstep.grader.report.LabReport.Column;
import lockstep.grader.report.LabReport.Part;
import lockstep.grader.report.LabReport.Row;
import lockstep.grader.report.render.Block.Bar;
import lockstep.grader.report.render.Block.Tone;
import org.jspecify.annotations.Nullable;

/** What the lab measured, as text, as a page that needs nothing else, and as JSON. */
public record LabPage(LabReport report) {

    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    /** Returns it for a terminal. */
    public String text(TerminalStyle terminal) {
        TerminalPage page = new TerminalPage(terminal);
        TerminalEvidence blocks = new TerminalEvidence(page, 2);
        page.rule("Lab", Ink.BOLD);
        page.paragraph(0, report.origin(), Ink.FAINT);
        for (Part part : report.experiments()) {
            page.blank();
            page.paragraph(0, part.title(), Ink.BOLD);
            blocks(part).forEach(blocks::show);
        }
        return page.text();
    }

    /** Returns it as JSON. */
    public String json() {
        return Documents.indented(report);
    }

    /** Returns it as a page. */
    public String html(Language language) {
        Speech speech = new Speech(language);
        HtmlEvidence evidence = new HtmlEvidence(speech);
        return document(TagCreator.html(
                                head(
                                        meta().withCharset("utf-8"),
                                        meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                                        meta().attr("http-equiv", "Content-Security-Policy")
                                                .withContent(POLICY),
                                        title("Lockstep: lab"),
                                        style(rawHtml(HtmlRenderer.css()))),
                                body(main(
                                        h1(speech.line("Lab")),
                                        p(speech.line(report.origin())),
                                        each(
                                                report.experiments(),
                                                part -> section(
                                                        h2(speech.line(part.title())),
                                                        each(blocks(part), block -> evidence.of(block, List.of())))))))
                        .withLang(language.code()))
                + "\n";
    }

    private static List<Block> blocks(Part part) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(table(part));
        if (!part.columns().isEmpty()) {
            bars(part, column(part)).ifPresent(blocks::add);
        }
        for (String sentence : List.of(part.conclusion(), part.doubt())) {
            if (!sentence.isEmpty()) {
                blocks.add(new Block.Prose(sentence));
            }
        }
        return blocks;
    }

    /** The column that is drawn: warm times rather than cold ones, otherwise the first. */
    private static int column(Part part) {
        return IntStream.range(0, part.columns().size())
                .filter(i -> part.columns().get(i).title().equals("warm"))
                .findFirst()
                .orElse(0);
    }

    private static Block table(Part part) {
        boolean python = part.rows().stream().anyMatch(row -> !row.python().isEmpty());
        boolean told = part.rows().stream().anyMatch(row -> !row.remark().isEmpty());
        List<String> headers = new ArrayList<>(List.of("way"));
        if (python) {
            headers.add("Python");
        }
        part.columns().forEach(column -> headers.add(column.title()));
        if (told) {
            headers.add("what came of it");
        }
        List<List<String>> cells = new ArrayList<>();
        for (Row row : part.rows()) {
            List<String> line = new ArrayList<>(List.of(row.way()));
            if (python) {
                line.add(row.python());
            }
            for (int i = 0; i < part.columns().size(); i++) {
                line.add(shown(row.value(i), part.columns().get(i)));
            }
            if (told) {
                line.add(row.remark());
            }
            cells.add(line);
        }
        int numbers = part.columns().size() + (python ? 1 : 0);
        Set<Integer> right = IntStream.rangeClosed(1, numbers).boxed().collect(Collectors.toSet());
        return new Block.Grid(headers, cells, right, Set.of());
    }

    private static Optional<Block> bars(Part part, int column) {
        List<Bar> bars = new ArrayList<>();
        for (Row row : part.rows()) {
            Double value = row.value(column);
            if (value != null) {
                bars.add(new Bar(row.way(), value, shown(value, part.columns().get(column)), Tone.CODE));
            }
        }
        String title = part.columns().get(column).title();
        String caption = title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1) + ":";
        return bars.size() < 2 ? Optional.empty() : Optional.of(Block.Bars.upToLargest(caption, bars));
    }

    private static String shown(@Nullable Double value, Column column) {
        if (value == null) {
            return "";
        }
        return switch (column.unit()) {
            case MILLISECONDS -> time(value);
            case KIBIBYTES ->
                value < 1_024
                        ? String.format(Locale.ROOT, "%.0f KiB", value)
                        : String.format(Locale.ROOT, "%.1f MiB", value / 1_024);
            case COUNT -> String.format(Locale.ROOT, "%,.0f", value);
        };
    }

    private static String time(double millis) {
        return millis < 1_000
                ? String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis)
                : String.format(Locale.ROOT, "%.2f s", millis / 1_000);
    }
}
