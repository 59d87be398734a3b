package lockstep.grader.catalog.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import lockstep.grader.report.LabReport.Column;
import lockstep.grader.report.LabReport.Row;
import lockstep.grader.report.LabReport.Unit;

/** What starting costs, and how much memory: threads, and child JVMs. */
record Starting() implements Experiment {

    private static final int LAST_THREADS = 2;

    @Override
    public String id() {
        return "start";
    }

    @Override
    public String title() {
        return "Starting threads and processes, until each has said hello";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column("time", Unit.MILLISECONDS),
                new Column("resident memory", Unit.KIBIBYTES),
                new Column("proportional memory", Unit.KIBIBYTES));
    }

    @Override
    public List<Row> measure(int shrink) throws Exception {
        threads(1);
        List<Row> rows = new ArrayList<>();
        for (int count : List.of(1, 10, 100)) {
            rows.add(threads(count));
        }
        for (int count : List.of(1, 5, 10)) {
            rows.add(processes(count));
        }
        return rows;
    }

    private static Row threads(int count) throws InterruptedException {
        CountDownLatch hello = new CountDownLatch(count);
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        Optional<Kernel.Used> before = own();
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(() -> {
                hello.countDown();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.start();
            threads.add(thread);
        }
        hello.await();
        double millis = (System.nanoTime() - start) / 1e6;
        Optional<Kernel.Used> used = own().flatMap(now -> before.map(now::minus));
        end.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        return row(count == 1 ? "1 thread" : count + " threads", millis, used);
    }

    private static Row processes(int count) throws IOException, InterruptedException {
        List<Process> children = new ArrayList<>();
        try {
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                children.add(LabChild.start("hello"));
            }
            for (Process child : children) {
                if (child.getInputStream().read() < 0) {
                    throw new IOException("a child has ended");
                }
            }
            double millis = (System.nanoTime() - start) / 1e6;
            Optional<Kernel.Used> used = children.stream()
                    .map(child -> Kernel.used(child.pid()))
                    .reduce((some, more) -> some.flatMap(sum -> more.map(sum::plus)))
                    .orElseThrow();
            return row(count == 1 ? "1 child JVM" : count + " child JVMs", millis, used);
        } finally {
            for (Process child : children) {
                child.destroy();
                child.waitFor();
            }
        }
    }

    private static Optional<Kernel.Used> own() {
        return Kernel.used(ProcessHandle.current().pid());
    }

    private static Row row(String way, double millis, Optional<Kernel.Used> used) {
        return Row.of(
                way,
                "",
                millis,
                used.map(it -> Double.valueOf(Math.max(0, it.resident()))).orElse(null),
                used.map(it -> Double.valueOf(Math.max(0, it.proportional()))).orElse(null));
    }

    @Override
    public String conclusion(List<Row> rows) {
        Double threads = rows.get(LAST_THREADS).value(0);
        Double processes = rows.get(rows.size() - 1).value(0);
        if (threads == null || processes == null) {
            return "";
        }
        Double kib = rows.get(LAST_THREADS).value(1);
        Double theirs = rows.get(rows.size() - 1).value(2);
        return "One of ten JVMs took " + Ways.times(processes / 10 / (threads / 100))
                + " as long to start as one of a hundred"
                + " threads"
                + (kib == null || theirs == null || kib <= 0
                        ? "."
                        : ", and " + Ways.times(theirs / 10 / (kib / 100)) + " the memory.");
    }
}
