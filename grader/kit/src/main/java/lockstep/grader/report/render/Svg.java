package lockstep.grader.report.render;

import static j2html.TagCreator.tag;

import j2html.tags.ContainerTag;
import java.util.Locale;

/** The shapes of inline pictures. Their looks are classes of the page's style sheet; texts are escaped by the library. */
final class Svg {

    private Svg() {}

    static ContainerTag<?> picture(String viewBox) {
        return tag("svg").attr("viewBox", viewBox);
    }

    static ContainerTag<?> rectangle(String look, double x, double y, double width, double height) {
        return tag("rect")
                .withClass(look)
                .attr("x", number(x))
                .attr("y", number(y))
                .attr("width", number(width))
                .attr("height", number(height));
    }

    static ContainerTag<?> line(String look, double x1, double y1, double x2, double y2) {
        return tag("line")
                .withClass(look)
                .attr("x1", number(x1))
                .attr("y1", number(y1))
                .attr("x2", number(x2))
                .attr("y2", number(y2));
    }

    static ContainerTag<?> polygon(String look, String points) {
        return tag("polygon").withClass(look).attr("points", points);
    }

    static ContainerTag<?> text(double x, double y, String text) {
        return tag("text").attr("x", number(x)).attr("y", number(y)).withText(text);
    }

    /** Returns a corner of a polygon. */
    static String point(double x, double y) {
        return number(x) + "," + number(y);
    }

    static String number(double number) {
        return String.format(Locale.ROOT, "%.1f", Math.max(0, number));
    }
}
