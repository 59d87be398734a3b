package lockstep.grader.catalog.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import lockstep.grader.report.LabReport.Column;
import lockstep.grader.report.LabReport.Row;
import lockstep.grader.report.LabReport.Unit;
import org.jspecify.annotations.Nullable;

/** Ways to do the same work, each timed: the first call is cold, the median of those after it is warm. */
final class Ways {

    static final List<Column> COLD_AND_WARM =
            List.of(new Column("cold", Unit.MILLISECONDS), new Column("warm", Unit.MILLISECONDS));

    private static final int WARM_CALLS = 3;

    private final List<Row> rows = new ArrayList<>();

    /** Times a way; work of a student's that is not written yet, or goes wrong, has no times. */
    Ways time(String way, String python, Callable<?> work) {
        return add(way, python, work, WARM_CALLS);
    }

    /** Times the first call only, of work that does not get faster. */
    Ways timeOnce(String way, String python, Callable<?> work) {
        return add(way, python, work, 0);
    }

    private Ways add(String way, String python, Callable<?> work, int warmCalls) {
        try {
            double cold = millis(work);
            double[] warm = new double[warmCalls];
            for (int i = 0; i < warmCalls; i++) {
                warm[i] = millis(work);
            }
            Arrays.sort(warm);
            rows.add(Row.of(way, python, cold, warmCalls == 0 ? null : Double.valueOf(warm[warmCalls / 2])));
        } catch (Exception | Error e) {
            rows.add(new Row(way, python, List.of(), "not written yet, or wrong"));
        }
        return this;
    }

    List<Row> rows() {
        return rows;
    }

    static double millis(Callable<?> work) throws Exception {
        long start = System.nanoTime();
        work.call();
        return (System.nanoTime() - start) / 1e6;
    }

    /** Returns the time of a way: warm where there is one; null where there is none. */
    static @Nullable Double time(List<Row> rows, int way) {
        Row row = rows.get(way);
        Double warm = row.value(1);
        return warm != null ? warm : row.value(0);
    }

    /** Returns how many times as fast as the first way another one is, in words; empty where it is not known. */
    static String speedup(List<Row> rows, int way) {
        Double first = time(rows, 0);
        Double other = time(rows, way);
        return first == null || other == null ? "" : times(first / other);
    }

    static String times(double factor) {
        return String.format(Locale.ROOT, factor < 10 ? "%.1f" : "%.0f", factor) + " times";
    }
}
