package lockstep.grader.report.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import lockstep.grader.verdict.Evidence.Scaling;

/** Speedup by number of threads, drawn with characters. */
final class SpeedupCurve {

    private static final int HEIGHT = 8;
    private static final int MOST_WIDTH = 48;
    private static final char IDEAL = '·';
    private static final char REFERENCE = '+';
    private static final char YOURS = '●';

    private final Scaling scaling;
    private final double top;
    private final int most;
    private final int width;

    private SpeedupCurve(Scaling scaling) {
        this.scaling = scaling;
        this.top = top(scaling);
        this.most = most(scaling);
        this.width = Math.min(16 * most, MOST_WIDTH);
    }

    /** Returns the caption and the plot. */
    static Block.Listing of(Scaling scaling) {
        return new Block.Listing(caption(scaling), new SpeedupCurve(scaling).lines());
    }

    static String caption(Scaling scaling) {
        StringBuilder text =
                new StringBuilder("Speedup by number of threads (● yours, + the kit's reference, · ideal):");
        for (Scaling.Point point : scaling.points()) {
            text.append(
                    String.format(Locale.ROOT, " %d: %.2f, %.2f;", point.threads(), point.ratio(), point.attainable()));
        }
        text.setCharAt(text.length() - 1, '.');
        return text.toString();
    }

    /** Returns the largest number of threads; at least 1. */
    static int most(Scaling scaling) {
        return scaling.points().stream().mapToInt(Scaling.Point::threads).max().orElse(1);
    }

    /** Returns the largest speedup that the plot must show. */
    static double top(Scaling scaling) {
        double seen = scaling.points().stream()
                .mapToDouble(point -> Math.max(point.ratio(), point.attainable()))
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        return Math.max(1, Math.max(Math.min(scaling.cores(), most(scaling)), seen));
    }

    /** Returns the ideal speedup with so many threads. */
    static double ideal(Scaling scaling, double threads) {
        return Math.min(scaling.cores(), threads);
    }

    private List<String> lines() {
        char[][] cells = new char[HEIGHT + 1][width + 1];
        for (char[] row : cells) {
            Arrays.fill(row, ' ');
        }
        for (int x = 0; x < cells[0].length; x++) {
            put(cells, x, ideal(scaling, (double) x * most / width), IDEAL);
        }
        for (Scaling.Point point : scaling.points()) {
            put(cells, column(point), point.attainable(), REFERENCE);
            put(cells, column(point), point.ratio(), YOURS);
        }
        List<String> lines = new ArrayList<>();
        for (int row = HEIGHT; row >= 0; row--) {
            double value = top * row / HEIGHT;
            String label = row % 2 == 0 ? String.format(Locale.ROOT, "%4.1f×", value) : "     ";
            lines.add(label + " │" + new String(cells[row]).stripTrailing());
        }
        StringBuilder ticks = new StringBuilder(" ".repeat(7));
        for (Scaling.Point point : scaling.points()) {
            String number = String.valueOf(point.threads());
            int gap = 8 + column(point) - number.length() - ticks.length();
            // Where points lie close together, not each has room for its number.
            if (gap > 0) {
                ticks.append(" ".repeat(gap)).append(number);
            }
        }
        lines.add(" ".repeat(6) + "└" + "─".repeat(cells[0].length));
        lines.add(ticks.append(" threads").toString());
        return lines;
    }

    private int column(Scaling.Point point) {
        return point.threads() * width / most;
    }

    private void put(char[][] cells, int x, double value, char mark) {
        int row = Double.isFinite(value) ? (int) Math.round(HEIGHT * value / top) : 0;
        cells[Math.max(0, Math.min(HEIGHT, row))][Math.min(x, cells[0].length - 1)] = mark;
    }
}
