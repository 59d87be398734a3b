package lockstep.grader.report.render;

import static j2html.TagCreator.code;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lockstep.grader.report.SourceText;
import lockstep.grader.report.render.Block.Tone;
import lockstep.grader.verdict.Evidence;
import org.jspecify.annotations.Nullable;

/** Evidence in HTML. The library escapes what is put into it; here controls are made visible. */
final class HtmlEvidence {

    private final Speech speech;

    HtmlEvidence(Speech speech) {
        this.speech = speech;
    }

    /**
     * Returns the evidence without what was said already.
     *
     * @param sources the student's files, to be shown beside an order of steps
     */
    DomContent of(Evidence evidence, @Nullable String said, List<SourceText> sources) {
        List<Block> blocks = EvidenceBlocks.of(evidence, said);
        return blocks.isEmpty()
                ? text("")
                : div(each(blocks, block -> of(block, sources))).withClass("evidence");
    }

    DomContent frame(Frame frame) {
        return pre(each(
                        frame.numbered(),
                        line -> each(
                                span(span(String.valueOf(line.getKey())).withClass("no"), indented(line.getValue()))
                                        .withClass(frame.marks().containsKey(line.getKey()) ? "line marked" : "line"),
                                note(line.getValue(), frame.marks().getOrDefault(line.getKey(), "")))))
                .withClass("code")
                .attr("tabindex", "0")
                .attr("aria-label", Shown.line(frame.file()));
    }

    /** Returns a line of code with the blanks that it begins with. */
    static DomContent indented(String line) {
        return text(Shown.line("|" + line).substring(1) + "\n");
    }

    private DomContent note(String code, String words) {
        int hang = code.length() - code.stripLeading().length();
        return words.isEmpty()
                ? text("")
                : span(span("").withClass("no"), text(" ".repeat(hang) + "╰ " + speech.line(words) + "\n"))
                        .withClass("line note");
    }

    DomContent of(Block block, List<SourceText> sources) {
        if (block instanceof Block.Prose prose) {
            return p(speech.line(prose.text()));
        } else if (block instanceof Block.Facts facts) {
            return dl(each(
                    facts.facts(),
                    fact -> each(dt(speech.line(fact.label())), dd(value(fact.tone(), speech.lines(fact.value()))))));
        } else if (block instanceof Block.Grid grid) {
            return grid(grid);
        } else if (block instanceof Block.Listing listing) {
            return div(
                    p(speech.line(listing.caption())),
                    pre(Shown.lines(
                            listing.lines().stream().map(speech.language()::say).collect(Collectors.joining("\n")))));
        } else if (block instanceof Block.Bars bars) {
            return bars(bars);
        } else if (block instanceof Block.Lanes lanes) {
            return new Player(speech, this).of(lanes.interleaving(), sources);
        } else if (block instanceof Block.Ring ring) {
            return ring.stuck().cycle().size() < 2
                    ? of(ring.facts(), sources)
                    : each(new RingPicture(speech).of(ring.stuck()), of(ring.facts(), sources));
        } else if (block instanceof Block.Curve curve) {
            return CurvePicture.of(curve.scaling(), speech);
        } else if (block instanceof Block.Speedup speedup) {
            return SpeedupPicture.of(speedup.timing(), speech);
        }
        throw new IllegalStateException("no form for " + block.getClass());
    }

    private static DomContent value(Tone tone, String text) {
        return switch (tone) {
            case PLAIN -> span(text);
            case CODE -> code(text);
            case GOOD -> code(text).withClass("good");
            case BAD -> code(text).withClass("bad");
        };
    }

    DomContent grid(Block.Grid grid) {
        return div(table(
                        thead(tr(each(
                                columns(grid),
                                c -> th(speech.line(grid.headers().get(c)))
                                        .attr("scope", "col")
                                        .withCondClass(grid.numbers().contains(c), "number")))),
                        tbody(each(
                                IntStream.range(0, grid.rows().size()).boxed().toList(),
                                r -> tr(each(
                                                columns(grid),
                                                c -> td(speech.line(grid.rows()
                                                                .get(r)
                                                                .get(c)))
                                                        .withCondClass(
                                                                grid.numbers().contains(c), "number")))
                                        .withCondClass(grid.bad().contains(r), "bad")))))
                .withClass("scroll")
                .attr("tabindex", "0");
    }

    private static List<Integer> columns(Block.Grid grid) {
        return IntStream.range(0, grid.headers().size()).boxed().toList();
    }

    private DomContent bars(Block.Bars bars) {
        return div(
                p(speech.line(bars.caption())),
                div(each(
                                bars.bars(),
                                bar -> div(
                                                span(speech.line(bar.label())),
                                                SpeedupPicture.bar(bar.value() / bars.full()),
                                                span(speech.line(bar.text())))
                                        .withClass("bar")))
                        .withClass("bars"));
    }
}
