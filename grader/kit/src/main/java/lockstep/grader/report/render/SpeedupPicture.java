package lockstep.grader.report.render;

import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import lockstep.grader.verdict.Evidence;

/**
 * The measured speedup as an inline picture: bars with their intervals, and a line where it would be enough. Whether it
 * is enough is the verdict's to say: a bar below the line on a busy machine is nobody's fault.
 */
final class SpeedupPicture {

    private static final int LEFT = 92;
    private static final int RIGHT = 500;
    private static final int ROW = 30;
    private static final int TOP = 24;

    private final Evidence.Timing timing;
    private final double most;
    private final Speech speech;

    private SpeedupPicture(Evidence.Timing timing, Speech speech) {
        this.speech = speech;
        this.timing = timing;
        double ideal = SpeedupBars.ideal(timing);
        this.most = 1.06
                * Math.max(
                        Math.max(ideal, timing.required()),
                        Math.max(timing.ratio().high(), timing.attainable().high()));
    }

    static DomContent of(Evidence.Timing timing, Speech speech) {
        return new SpeedupPicture(timing, speech).draw();
    }

    /** A plain bar for a share from 0 to 1. */
    static DomContent bar(double share) {
        return Svg.picture("0 0 100 10")
                .attr("preserveAspectRatio", "none")
                .attr("aria-hidden", "true")
                .with(Svg.rectangle("track", 0, 0, 100, 10), Svg.rectangle("fill", 0, 0, 100 * share, 10));
    }

    private DomContent draw() {
        Evidence.Estimate yours = timing.ratio();
        double ideal = SpeedupBars.ideal(timing);
        ContainerTag<?> svg = Svg.picture("0 0 640 150")
                .withClass("speedup")
                .attr("role", "img")
                .attr("aria-label", speech.line(words()));
        for (int tick = 0; tick <= most; tick += Math.max(1, (int) Math.ceil(most / 8))) {
            svg.with(
                    Svg.line("axis", x(tick), TOP - 4, x(tick), TOP + 3 * ROW + 4),
                    Svg.text(x(tick), TOP + 3 * ROW + 20, tick + "×")
                            .withClass("tick")
                            .attr("text-anchor", "middle"));
        }
        row(svg, 0, "yours", yours.ratio(), "yours", estimate(yours));
        row(svg, 1, "attainable", timing.attainable().ratio(), "attainable", estimate(timing.attainable()));
        row(svg, 2, "ideal", ideal, "ideal", Numbers.times(ideal));
        whisker(svg, 0, yours);
        whisker(svg, 1, timing.attainable());
        return svg.with(
                Svg.line("required", x(timing.required()), TOP - 8, x(timing.required()), TOP + 3 * ROW),
                Svg.text(x(timing.required()), 12, speech.line("required " + Numbers.times(timing.required())))
                        .withClass("required")
                        .attr("text-anchor", "middle"));
    }

    private String words() {
        return "Speedup: yours " + estimate(timing.ratio()) + ", required " + Numbers.times(timing.required())
                + ", attainable " + estimate(timing.attainable()) + ", ideal "
                + Numbers.times(SpeedupBars.ideal(timing));
    }

    private static String estimate(Evidence.Estimate estimate) {
        return Numbers.times(estimate.ratio()) + " (" + Numbers.interval(estimate) + ")";
    }

    private void row(ContainerTag<?> svg, int row, String label, double value, String look, String text) {
        svg.with(
                Svg.text(LEFT - 8, middle(row) + 4, speech.line(label)).attr("text-anchor", "end"),
                Svg.rectangle(look, LEFT, middle(row) - 8, x(value) - LEFT, 16),
                Svg.text(RIGHT + 8, middle(row) + 4, text));
    }

    private void whisker(ContainerTag<?> svg, int row, Evidence.Estimate estimate) {
        double low = x(estimate.low());
        double high = x(estimate.high());
        int y = middle(row);
        svg.with(
                Svg.line("whisker", low, y, high, y),
                Svg.line("whisker", low, y - 5, low, y + 5),
                Svg.line("whisker", high, y - 5, high, y + 5));
    }

    private static int middle(int row) {
        return TOP + row * ROW + ROW / 2;
    }

    /** A measurement that went wrong must not draw outside the picture. */
    private double x(double ratio) {
        double share = Double.isFinite(ratio / most) ? Math.max(0, Math.min(1, ratio / most)) : 0;
        return LEFT + share * (RIGHT - LEFT);
    }
}
