package lockstep.grader.report.render;

import lockstep.grader.verdict.Evidence;
import org.jspecify.annotations.Nullable;

/** Evidence on a page of a terminal. */
final class TerminalEvidence {

    private static final int MOST_LINES = 12;

    private final TerminalPage page;
    private final int indent;

    TerminalEvidence(TerminalPage page, int indent) {
        this.page = page;
        this.indent = indent;
    }

    void show(Evidence evidence, @Nullable String said) {
        EvidenceBlocks.of(evidence, said).forEach(this::show);
    }

    void show(Block block) {
        if (block instanceof Block.Prose prose) {
            page.paragraph(indent, prose.text(), Ink.NONE);
        } else if (block instanceof Block.Facts facts) {
            facts(facts);
        } else if (block instanceof Block.Grid grid) {
            page.grid(indent + 2, grid);
        } else if (block instanceof Block.Listing listing) {
            listing(listing);
        } else if (block instanceof Block.Bars bars) {
            bars(bars);
        } else if (block instanceof Block.Lanes lanes) {
            StepTable steps = StepTable.of(lanes.interleaving());
            page.grid(indent + 2, steps.fitsColumns(page.width() - indent - 2) ? steps.columns() : steps.rows());
        } else if (block instanceof Block.Ring ring) {
            facts(ring.facts());
        } else if (block instanceof Block.Curve curve) {
            Block.Listing plot = SpeedupCurve.of(curve.scaling());
            page.paragraph(indent, plot.caption(), Ink.NONE);
            page.picture(indent + 2, plot.lines(), Ink.FAINT);
        } else if (block instanceof Block.Speedup speedup) {
            bars(SpeedupBars.of(speedup.timing()));
        } else {
            throw new IllegalStateException("no form for " + block.getClass());
        }
    }

    private void facts(Block.Facts facts) {
        int width = page.labels(facts.facts().stream().map(Block.Fact::label).toList());
        facts.facts().forEach(fact -> page.labelled(indent, fact.label(), width, fact.value(), ink(fact.tone())));
    }

    private void listing(Block.Listing listing) {
        page.paragraph(indent, listing.caption(), Ink.NONE);
        listing.lines().stream().limit(MOST_LINES).forEach(line -> page.paragraph(indent + 2, line, Ink.FAINT));
        int more = listing.lines().size() - MOST_LINES;
        if (more > 0) {
            page.paragraph(indent + 2, "… " + Numbers.plural(more, "more line") + " in feedback.json", Ink.FAINT);
        }
    }

    private void bars(Block.Bars bars) {
        page.paragraph(indent, bars.caption(), Ink.NONE);
        int width = page.labels(bars.bars().stream().map(Block.Bar::label).toList());
        bars.bars().stream()
                .limit(MOST_LINES)
                .forEach(bar -> page.bar(
                        indent + 2, bar.label(), width, bar.value() / bars.full(), bar.text(), ink(bar.tone())));
        int more = bars.bars().size() - MOST_LINES;
        if (more > 0) {
            page.paragraph(indent + 2, "… " + Numbers.count(more) + " more", Ink.FAINT);
        }
    }

    private static Ink ink(Block.Tone tone) {
        return switch (tone) {
            case PLAIN -> Ink.NONE;
            case CODE -> Ink.CYAN;
            case GOOD -> Ink.GREEN;
            case BAD -> Ink.RED;
        };
    }
}
