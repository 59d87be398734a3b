package lockstep.grader.report.render;

import java.util.Locale;
import lockstep.grader.report.Marks;
import lockstep.grader.verdict.Evidence;

/** Numbers as people read them, the same on every machine. */
final class Numbers {

    private Numbers() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String plural(long number, String one) {
        return count(number) + " " + one + (number == 1 ? "" : "s");
    }

    static String points(double score, double maxScore) {
        return Marks.text(score) + "/" + Marks.text(maxScore);
    }

    static String points(double points) {
        return Marks.text(points) + (points == 1 ? " point" : " points");
    }

    /** Returns what was scored, and what is pending: {@code 74 of 100 points, 10 pending}. */
    static String scored(Marks marks) {
        return Marks.text(marks.score()) + " of " + Marks.text(marks.maxScore()) + " points" + pending(marks);
    }

    /** Returns what stands behind points that are not all: {@code , 10 pending}; empty where nothing is pending. */
    static String pending(Marks marks) {
        return marks.pending() > 0 ? ", " + Marks.text(marks.pending()) + " pending" : "";
    }

    /** A share that was seen at least once is never shown as 0. */
    static String percent(long part, long whole) {
        double percent = whole == 0 ? 0 : 100.0 * part / whole;
        if (part > 0 && percent < 0.01) {
            return "< 0.01 %";
        }
        return String.format(Locale.ROOT, percent >= 10 || percent == 0 ? "%.0f %%" : "%.2f %%", percent);
    }

    static String millis(double millis) {
        return String.format(Locale.ROOT, millis < 10 ? "%.2f" : "%.1f", millis);
    }

    static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    static String times(double ratio) {
        return String.format(Locale.ROOT, "%.2f×", ratio);
    }

    static String interval(Evidence.Estimate estimate) {
        return String.format(Locale.ROOT, "%.2f to %.2f", estimate.low(), estimate.high());
    }
}
