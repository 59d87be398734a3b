package lockstep.grader.report.render;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lockstep.grader.report.render.Block.Tone;
import lockstep.grader.verdict.Evidence;
import org.jspecify.annotations.Nullable;

/** Evidence in Markdown. */
final class MarkdownEvidence {

    private static final int BAR = 30;
    /** A page of a browser is about as wide as this many characters of a table. */
    private static final int MARKDOWN_COLUMNS = 120;

    private final MarkdownRenderer form;

    MarkdownEvidence(MarkdownRenderer form) {
        this.form = form;
    }

    String of(Evidence evidence, @Nullable String said) {
        return EvidenceBlocks.of(evidence, said).stream().map(this::of).collect(Collectors.joining());
    }

    private String of(Block block) {
        if (block instanceof Block.Prose prose) {
            return "\n" + form.said(prose.text()) + "\n";
        } else if (block instanceof Block.Facts facts) {
            return facts.facts().stream().map(this::fact).collect(Collectors.joining("\n", "\n", "\n"));
        } else if (block instanceof Block.Grid grid) {
            return table(grid);
        } else if (block instanceof Block.Listing listing) {
            return "\n" + form.said(listing.caption()) + "\n"
                    + MarkdownText.fence(
                            listing.lines().stream().map(form::plain).collect(Collectors.joining("\n")));
        } else if (block instanceof Block.Bars bars) {
            return bars(bars);
        } else if (block instanceof Block.Lanes lanes) {
            StepTable steps = StepTable.of(lanes.interleaving());
            return table(steps.fitsColumns(MARKDOWN_COLUMNS) ? steps.columns() : steps.rows());
        } else if (block instanceof Block.Ring ring) {
            return of(ring.facts());
        } else if (block instanceof Block.Curve curve) {
            return of(SpeedupCurve.of(curve.scaling()));
        } else if (block instanceof Block.Speedup speedup) {
            return bars(SpeedupBars.of(speedup.timing()));
        }
        throw new IllegalStateException("no form for " + block.getClass());
    }

    private String fact(Block.Fact fact) {
        if (fact.tone() != Tone.PLAIN && fact.value().strip().contains("\n")) {
            return "- " + form.said(fact.label()) + ":\n" + MarkdownText.fence(form.plain(fact.value()));
        }
        String value =
                fact.tone() == Tone.PLAIN ? form.said(fact.value()) : MarkdownText.code(form.plain(fact.value()));
        return "- " + form.said(fact.label()) + ": " + value;
    }

    private String table(Block.Grid grid) {
        List<String> lines = new ArrayList<>();
        lines.add(row(grid.headers(), false));
        lines.add(IntStream.range(0, grid.headers().size())
                .mapToObj(c -> grid.numbers().contains(c) ? "--:" : "---")
                .collect(Collectors.joining(" | ", "| ", " |")));
        for (int r = 0; r < grid.rows().size(); r++) {
            lines.add(row(grid.rows().get(r), grid.bad().contains(r)));
        }
        return "\n" + String.join("\n", lines) + "\n";
    }

    private String row(List<String> cells, boolean bad) {
        return cells.stream()
                .map(form::said)
                .map(cell -> bad && !cell.isEmpty() ? "<b>" + cell + "</b>" : cell)
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private String bars(Block.Bars bars) {
        double most = bars.bars().stream().mapToDouble(Block.Bar::value).max().orElse(1);
        int width = bars.bars().stream()
                .mapToInt(bar -> Columns.width(form.plain(bar.label())))
                .max()
                .orElse(0);
        String plot = bars.bars().stream()
                .map(bar -> {
                    int full = (int) Math.round(BAR * bar.value() / most);
                    return Columns.pad(form.plain(bar.label()), width, false) + "  " + "█".repeat(full)
                            + "░".repeat(BAR - full) + "  " + form.plain(bar.text());
                })
                .collect(Collectors.joining("\n"));
        return "\n" + form.said(bars.caption()) + "\n" + MarkdownText.fence(plot);
    }
}
