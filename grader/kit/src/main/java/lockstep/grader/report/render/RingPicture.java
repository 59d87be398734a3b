package lockstep.grader.report.render;

import static j2html.TagCreator.tag;

import j2html.tags.ContainerTag;
import java.util.List;
import lockstep.grader.verdict.Evidence;

/** Threads that wait for each other, as a ring: an arrow goes from each to the one that holds what it waits for. */
final class RingPicture {

    private static final int WIDTH = 620;
    private static final int RADIUS_X = 170;
    private static final int RADIUS_Y = 90;
    private static final int NODE = 24;
    private static final int MOST_CHARACTERS = 34;

    private final Speech speech;

    RingPicture(Speech speech) {
        this.speech = speech;
    }

    ContainerTag<?> of(Evidence.StuckThreads stuck) {
        List<String> ring = stuck.cycle();
        String words = speech.line(String.join(" → ", ring) + " → " + ring.get(0) + ": each waits for the next");
        ContainerTag<?> svg = Svg.picture("0 0 " + WIDTH + " " + height(ring.size()))
                .withClass("ring")
                .attr("role", "img")
                .attr("aria-label", words)
                .with(tag("title").withText(words));
        for (int i = 0; i < ring.size(); i++) {
            arrow(svg, i, (i + 1) % ring.size(), ring.size());
        }
        for (int i = 0; i < ring.size(); i++) {
            node(svg, i, ring, stuck);
        }
        return svg;
    }

    private static void arrow(ContainerTag<?> svg, int from, int to, int all) {
        double dx = x(to, all) - x(from, all);
        double dy = y(to, all) - y(from, all);
        double length = Math.hypot(dx, dy);
        double ux = dx / length;
        double uy = dy / length;
        // Of two threads the arrows there and back lie side by side.
        double shift = all == 2 ? 10 : 0;
        double startX = x(from, all) + NODE * ux - shift * uy;
        double startY = y(from, all) + NODE * uy + shift * ux;
        double endX = x(to, all) - (NODE + 2) * ux - shift * uy;
        double endY = y(to, all) - (NODE + 2) * uy + shift * ux;
        svg.with(
                Svg.line("waits", startX, startY, endX - 8 * ux, endY - 8 * uy),
                Svg.polygon(
                        "head",
                        Svg.point(endX, endY) + " " + Svg.point(endX - 9 * ux - 5 * uy, endY - 9 * uy + 5 * ux) + " "
                                + Svg.point(endX - 9 * ux + 5 * uy, endY - 9 * uy - 5 * ux)));
    }

    private void node(ContainerTag<?> svg, int i, List<String> ring, Evidence.StuckThreads stuck) {
        double x = x(i, ring.size());
        double y = y(i, ring.size());
        svg.with(
                tag("circle")
                        .withClass("node")
                        .attr("cx", Svg.number(x))
                        .attr("cy", Svg.number(y))
                        .attr("r", NODE),
                Svg.text(x, y + 4, Columns.cut(Shown.line(ring.get(i)), 6)).attr("text-anchor", "middle"));
        for (Evidence.Stuck thread : stuck.threads()) {
            String awaited = thread.waitsFor();
            if (awaited != null && thread.thread().equals(ring.get(i))) {
                String line = thread.location() == null
                        ? ""
                        : "line " + thread.location().line() + ": ";
                svg.with(Svg.text(
                                x,
                                y < height(ring.size()) / 2.0 ? y - NODE - 8 : y + NODE + 18,
                                Columns.cut(speech.line(line + "waits for " + awaited), MOST_CHARACTERS))
                        .withClass("small")
                        .attr("text-anchor", "middle"));
            }
        }
    }

    /** The first thread is at the left, the others follow clockwise. */
    private static double x(int i, int all) {
        return WIDTH / 2.0 - RADIUS_X * Math.cos(2 * Math.PI * i / all);
    }

    private static double y(int i, int all) {
        return height(all) / 2.0 - RADIUS_Y * Math.sin(2 * Math.PI * i / all);
    }

    private static int height(int all) {
        return 2 * (NODE + 30) + (all == 2 ? 0 : 2 * RADIUS_Y);
    }
}
