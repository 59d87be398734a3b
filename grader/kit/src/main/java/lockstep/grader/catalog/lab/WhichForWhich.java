package lockstep.grader.catalog.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import lockstep.grader.report.LabReport.Column;
import lockstep.grader.report.LabReport.Row;
import lockstep.grader.report.LabReport.Unit;
import lockstep.processqueuesum.Term;

/** Which for which: tasks that compute and tasks that wait, by threads and by processes. */
record WhichForWhich() implements Experiment {

    private static final long TERMS = 16_000_000;
    private static final long MILLIS = 500;

    @Override
    public String id() {
        return "which";
    }

    @Override
    public String title() {
        return "Two tasks that compute, two tasks that wait";
    }

    @Override
    public List<Column> columns() {
        return List.of(new Column("computing", Unit.MILLISECONDS), new Column("waiting", Unit.MILLISECONDS));
    }

    @Override
    public List<Row> measure(int shrink) throws Exception {
        long terms = TERMS / shrink;
        long millis = MILLIS / shrink;
        Callable<?> compute = () -> Sum.part(0, terms, Term.MIX);
        Callable<?> sleep = () -> Sleeping.sleep(millis);
        compute.call();
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of("one after the other", "", Ways.millis(() -> twice(compute)), Ways.millis(() -> twice(sleep))));
        rows.add(Row.of(
                "two threads", "", Ways.millis(() -> sideBySide(compute)), Ways.millis(() -> sideBySide(sleep))));
        rows.add(Row.of(
                "two processes",
                "",
                Ways.millis(() -> LabChild.all(2, "compute", Long.toString(terms))),
                Ways.millis(() -> LabChild.all(2, "sleep", Long.toString(millis)))));
        return rows;
    }

    private static int twice(Callable<?> task) throws Exception {
        task.call();
        task.call();
        return 2;
    }

    private static int sideBySide(Callable<?> task) throws InterruptedException {
        Thread[] threads = new Thread[2];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                try {
                    task.call();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return threads.length;
    }

    @Override
    public String conclusion(List<Row> rows) {
        return "Against one after the other, computing by two threads was " + faster(rows, 1, 0) + " as fast and by two"
                + " processes " + faster(rows, 2, 0) + ", waiting " + faster(rows, 1, 1) + " and " + faster(rows, 2, 1)
                + "; in Python, whose threads share one lock, the tutorials advise processes for computing and threads for"
                + " waiting.";
    }

    private static String faster(List<Row> rows, int way, int column) {
        Double first = rows.get(0).value(column);
        Double other = rows.get(way).value(column);
        return Ways.times(Objects.requireNonNull(first) / Objects.requireNonNull(other));
    }
}
