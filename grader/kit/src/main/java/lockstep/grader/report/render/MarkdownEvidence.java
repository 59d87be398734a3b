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

    private MarkdownEvidence() {}

    static String of(Evidence evidence, @Nullable String said) {
        return EvidenceBlocks.of(evidence, said).stream()
                .map(MarkdownEvidence::of)
                .collect(Collectors.joining());
    }

    private static String of(Block block) {
        if (block instanceof Block.Prose prose) {
            return "\n" + MarkdownText.inline(prose.text()) + "\n";
        } else if (block instanceof Block.Facts facts) {
            return facts.facts().stream().map(MarkdownEvidence::fact).collect(Collectors.joining("\n", "\n", "\n"));
        } else if (block instanceof Block.Grid grid) {
            return table(grid);
        } else if (block instanceof Block.Listing listing) {
            return "\n" + MarkdownText.inline(listing.caption()) + "\n"
                    + MarkdownText.fence(String.join("\n", listing.lines()));
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

    private static String fact(Block.Fact fact) {
        if (fact.tone() != Tone.PLAIN && fact.value().strip().contains("\n")) {
            return "- " + fact.label() + ":\n" + MarkdownText.fence(fact.value());
        }
        String value = fact.tone() == Tone.PLAIN ? MarkdownText.inline(fact.value()) : MarkdownText.code(fact.value());
        return "- " + fact.label() + ": " + value;
    }

    private static String table(Block.Grid grid) {
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

    private static String row(List<String> cells, boolean bad) {
        return cells.stream()
                .map(MarkdownText::inline)
                .map(cell -> bad && !cell.isEmpty() ? "<b>" + cell + "</b>" : cell)
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String bars(Block.Bars bars) {
        double most = bars.bars().stream().mapToDouble(Block.Bar::value).max().orElse(1);
        int width = bars.bars().stream()
                .mapToInt(bar -> Columns.width(bar.label()))
                .max()
                .orElse(0);
        String plot = bars.bars().stream()
                .map(bar -> {
                    int full = (int) Math.round(BAR * bar.value() / most);
                    return Columns.pad(bar.label(), width, false) + "  " + "█".repeat(full) + "░".repeat(BAR - full)
                            + "  " + bar.text();
                })
                .collect(Collectors.joining("\n"));
        return "\n" + MarkdownText.inline(bars.caption()) + "\n" + MarkdownText.fence(plot);
    }
}
