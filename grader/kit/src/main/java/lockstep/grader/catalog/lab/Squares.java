package lockstep.grader.catalog.lab;

import java.util.List;
import lockstep.grader.report.LabReport.Column;
import lockstep.grader.report.LabReport.Row;
import lockstep.poolmap.PoolMap;

/** A map over a list, by a pool. */
record Squares() implements Experiment {

    private static final int NUMBERS = 50_000_000;

    @Override
    public String id() {
        return "squares";
    }

    @Override
    public String title() {
        return "Four sums of squares, of 50,000,000 numbers each";
    }

    @Override
    public List<Column> columns() {
        return Ways.COLD_AND_WARM;
    }

    @Override
    public List<Row> measure(int shrink) {
        long n = NUMBERS / shrink;
        List<Long> which = List.of(0L, 1L, 2L, 3L);
        return new Ways()
                .time(
                        "one thread",
                        "",
                        () -> which.stream().mapToLong(each -> squares(each, n)).sum())
                .time("a pool of two threads", "", () -> new PoolMap().map(each -> squares(each, n), which, 2))
                .rows();
    }

    private static long squares(long first, long n) {
        return Sum.part(first, first + n, i -> i * i % 7);
    }

    @Override
    public String conclusion(List<Row> rows) {
        String pool = Ways.speedup(rows, 1);
        return pool.isEmpty() ? "" : "The pool of two was " + pool + " as fast as one thread.";
    }
}
