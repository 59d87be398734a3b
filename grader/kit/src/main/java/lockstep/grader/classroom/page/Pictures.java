package lockstep.grader.classroom.page;

import static j2html.TagCreator.text;

import j2html.TagCreator;
import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import lockstep.grader.report.Marks;
import lockstep.grader.report.render.Shown;
import lockstep.grader.verdict.Outcome;

/** The report's pictures: SVG in the page, each with its content in words. */
final class Pictures {

    private static final int WIDTH = 640;
    private static final int LEFT = 40;
    private static final int HEIGHT = 170;
    private static final int BOTTOM = 30;

    /** The look of what passed. */
    static final String PASSED = "passed";

    /** In the order in which they are shown. */
    private static final List<String> LOOKS = List.of(PASSED, "failed", "pending", "skipped");

    private Pictures() {}

    /** How many submissions have which part of the points. */
    static DomContent tenths(int[] counts, double maxScore) {
        int most = Math.max(1, Arrays.stream(counts).max().orElse(1));
        StringBuilder words = new StringBuilder("Distribution of the points:");
        ContainerTag<?> svg = picture(WIDTH, HEIGHT + BOTTOM);
        double step = (double) (WIDTH - LEFT) / counts.length;
        for (int i = 0; i < counts.length; i++) {
            double height = (double) (HEIGHT - 24) * counts[i] / most;
            double x = LEFT + i * step;
            String range = Marks.text(Math.floor(maxScore * i / counts.length)) + "–"
                    + Marks.text(Math.floor(maxScore * (i + 1) / counts.length));
            words.append(' ').append(counts[i]).append(" with ").append(range).append(" points;");
            svg.with(
                    rectangle("fill", x + 3, HEIGHT - height, step - 6, height),
                    label(x + step / 2, HEIGHT + 18, range).withClass("soft"),
                    label(x + step / 2, HEIGHT - height - 6, counts[i] == 0 ? "" : String.valueOf(counts[i])));
        }
        return described(svg.with(line(LEFT, HEIGHT, WIDTH, HEIGHT)), words.toString());
    }

    /** How a check went: passed, failed, pending, not asked. */
    static DomContent tally(Statistics.Tally tally) {
        int all = Math.max(1, tally.all());
        ContainerTag<?> svg = picture(240, 14).attr("preserveAspectRatio", "none");
        double x = 0;
        for (Part part : parts(tally)) {
            double width = 240.0 * part.count() / all;
            if (part.count() > 0) {
                svg.with(rectangle(part.look(), x, 0, width, 14));
            }
            x += width;
        }
        return svg.attr("aria-hidden", "true").attr("width", "240").attr("height", "14");
    }

    private record Part(String look, int count) {}

    private static List<Part> parts(Statistics.Tally tally) {
        return LOOKS.stream()
                .map(look -> new Part(
                        look,
                        tally.of(Arrays.stream(Outcome.values())
                                .filter(outcome -> look(outcome).equals(look))
                                .toArray(Outcome[]::new))))
                .toList();
    }

    /** Returns how the style sheet names what a check came to. */
    static String look(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> PASSED;
            case FAILED -> "failed";
            case INCONCLUSIVE, ERRORED -> "pending";
            case SKIPPED -> "skipped";
        };
    }

    /** What part of the attainable speedup each submission reached: a dot each, piled up where they meet. */
    static DomContent speedups(String exercise, List<Double> shares) {
        double most = Math.max(1.2, shares.stream().mapToDouble(it -> it).max().orElse(1) * 1.05);
        int columns = 60;
        int[] piled = new int[columns];
        int highest = 1;
        for (double share : shares) {
            highest = Math.max(highest, ++piled[column(share, most, columns)]);
        }
        double radius = Math.min(5, 90.0 / (2 * highest));
        int base = 110;
        ContainerTag<?> svg = picture(WIDTH, base + 26);
        int[] drawn = new int[columns];
        double step = (double) (WIDTH - LEFT) / columns;
        for (double share : shares) {
            int column = column(share, most, columns);
            double y = base - radius - 2 * radius * drawn[column]++;
            svg.with(tag("circle")
                    .withClass("dot")
                    .attr("cx", number(LEFT + (column + 0.5) * step))
                    .attr("cy", number(y))
                    .attr("r", number(radius)));
        }
        for (double tick = 0; tick <= most + 1e-9; tick += most > 3 ? 1 : 0.25) {
            double x = LEFT + (WIDTH - LEFT) * tick / most;
            svg.with(label(x, base + 18, String.format(Locale.ROOT, "%.0f %%", 100 * tick))
                    .withClass("soft"));
        }
        List<Double> sorted = shares.stream().sorted().toList();
        String words = String.format(
                Locale.ROOT,
                "Speedups of %s as a part of what is attainable: %d measured, from %.0f %% to %.0f %%, the middle one %.0f %%.",
                exercise,
                sorted.size(),
                100 * sorted.get(0),
                100 * sorted.get(sorted.size() - 1),
                100 * sorted.get(sorted.size() / 2));
        return described(svg.with(line(LEFT, base, WIDTH, base)), words);
    }

    private static int column(double share, double most, int columns) {
        return Math.max(0, Math.min(columns - 1, (int) (columns * share / most)));
    }

    static ContainerTag<?> picture(int width, int height) {
        return tag("svg")
                .attr("viewBox", "0 0 " + width + " " + height)
                .attr("width", String.valueOf(width))
                .attr("height", String.valueOf(height));
    }

    static DomContent described(ContainerTag<?> svg, String words) {
        return svg.attr("role", "img").attr("aria-label", Shown.line(words));
    }

    static ContainerTag<?> rectangle(String look, double x, double y, double width, double height) {
        return tag("rect")
                .withClass(look)
                .attr("x", number(x))
                .attr("y", number(y))
                .attr("width", number(width))
                .attr("height", number(height));
    }

    private static ContainerTag<?> line(double x1, double y1, double x2, double y2) {
        return tag("line")
                .withClass("axis")
                .attr("x1", number(x1))
                .attr("y1", number(y1))
                .attr("x2", number(x2))
                .attr("y2", number(y2));
    }

    private static ContainerTag<?> label(double x, double y, String words) {
        return tag("text")
                .attr("x", number(x))
                .attr("y", number(y))
                .attr("text-anchor", "middle")
                .with(text(words));
    }

    static ContainerTag<?> tag(String name) {
        return TagCreator.tag(name);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
