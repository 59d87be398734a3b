package lockstep.grader.catalog.lab;

import java.util.List;
import lockstep.grader.report.LabReport.Column;
import lockstep.grader.report.LabReport.Row;
import lockstep.grader.report.LabReport.Unit;
import lockstep.poolmap.PoolMap;

/** Three tasks that sleep, by threads and by processes. */
record Sleeping() implements Experiment {

    private static final long MILLIS = 3_000;

    @Override
    public String id() {
        return "sleep";
    }

    @Override
    public String title() {
        return "Three tasks that sleep 3 s each";
    }

    @Override
    public List<Column> columns() {
        return List.of(new Column("time", Unit.MILLISECONDS));
    }

    @Override
    public List<Row> measure(int shrink) {
        long millis = MILLIS / shrink;
        return new Ways()
                .timeOnce("one after the other", "9 s", () -> sleep(millis) + sleep(millis) + sleep(millis))
                .timeOnce(
                        "a pool of three threads",
                        "3.08 s",
                        () -> new PoolMap().map(any -> sleep(millis), List.of(1, 2, 3), 3))
                .timeOnce("three processes", "3.18 s", () -> LabChild.all(3, "sleep", Long.toString(millis)))
                .rows();
    }

    static int sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    @Override
    public String conclusion(List<Row> rows) {
        String threads = Ways.speedup(rows, 1);
        String processes = Ways.speedup(rows, 2);
        return threads.isEmpty() || processes.isEmpty()
                ? ""
                : "Who sleeps needs no core: three threads were " + threads + " as fast as one after the other, three"
                        + " processes " + processes + ".";
    }
}
