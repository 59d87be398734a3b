package lockstep.grader.report.render;

import static j2html.TagCreator.tag;

import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import lockstep.grader.verdict.Evidence.Scaling;

/** Speedup by number of threads as an inline picture: submission, reference, and the ideal line. */
final class CurvePicture {

    private static final int LEFT = 48;
    private static final int RIGHT = 420;
    private static final int TOP = 16;
    private static final int BOTTOM = 196;

    private final Scaling scaling;
    private final double top;
    private final int most;
    private final Speech speech;

    private CurvePicture(Scaling scaling, Speech speech) {
        this.speech = speech;
        this.scaling = scaling;
        this.top = SpeedupCurve.top(scaling) * 1.08;
        this.most = SpeedupCurve.most(scaling);
    }

    static DomContent of(Scaling scaling, Speech speech) {
        return new CurvePicture(scaling, speech).draw();
    }

    private DomContent draw() {
        ContainerTag<?> svg = tag("svg")
                .attr("viewBox", "0 0 640 236")
                .withClass("speedup curve")
                .attr("role", "img")
                .attr("aria-label", speech.line(SpeedupCurve.caption(scaling)));
        int every = Math.max(1, (int) Math.ceil(top / 8));
        for (int tick = 0; tick <= top; tick += every) {
            svg.with(line("axis", LEFT, y(tick), RIGHT, y(tick)), label(LEFT - 8, y(tick) + 4, tick + "×", "end"));
        }
        for (Scaling.Point point : scaling.points()) {
            svg.with(label(x(point.threads()), BOTTOM + 18, String.valueOf(point.threads()), "middle"));
        }
        svg.with(label((LEFT + RIGHT) / 2.0, BOTTOM + 34, "threads", "middle"));
        double corner = Math.min(scaling.cores(), most);
        svg.with(
                line("ideal", x(0), y(0), x(corner), y(corner)),
                line("ideal", x(corner), y(corner), x(most), y(corner)),
                label(RIGHT + 8, y(corner) + 4, "ideal", "start"));
        drawn(svg, "attainable", "the kit's reference", Scaling.Point::attainable, -1);
        drawn(svg, "yours", "yours", Scaling.Point::ratio, 1);
        return svg;
    }

    private void drawn(
            ContainerTag<?> svg, String look, String label, ToDoubleFunction<Scaling.Point> value, int side) {
        List<Scaling.Point> points = scaling.points();
        svg.with(tag("polyline")
                .withClass(look)
                .attr("fill", "none")
                .attr(
                        "points",
                        points.stream()
                                .map(point -> number(x(point.threads())) + "," + number(y(value.applyAsDouble(point))))
                                .collect(Collectors.joining(" "))));
        for (Scaling.Point point : points) {
            svg.with(tag("circle")
                    .withClass(look)
                    .attr("cx", number(x(point.threads())))
                    .attr("cy", number(y(value.applyAsDouble(point))))
                    .attr("r", "4"));
        }
        if (!points.isEmpty()) {
            double last = value.applyAsDouble(points.get(points.size() - 1));
            svg.with(label(RIGHT + 8, y(last) + 18 + 9 * side, label + " " + Numbers.times(last), "start"));
        }
    }

    private double x(double threads) {
        return LEFT + threads / most * (RIGHT - LEFT);
    }

    /** A measurement that went wrong must not draw outside the picture. */
    private double y(double ratio) {
        double share = Double.isFinite(ratio / top) ? Math.max(0, Math.min(1, ratio / top)) : 0;
        return BOTTOM - share * (BOTTOM - TOP);
    }

    private static ContainerTag<?> line(String look, double x1, double y1, double x2, double y2) {
        return tag("line")
                .withClass(look)
                .attr("x1", number(x1))
                .attr("y1", number(y1))
                .attr("x2", number(x2))
                .attr("y2", number(y2));
    }

    private ContainerTag<?> label(double x, double y, String text, String anchor) {
        return tag("text")
                .attr("x", number(x))
                .attr("y", number(y))
                .attr("text-anchor", anchor)
                .withText(speech.line(text));
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.1f", Math.max(0, number));
    }
}
