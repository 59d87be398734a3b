package lockstep.grader.catalog.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import lockstep.grader.report.LabReport.Column;
import lockstep.grader.report.LabReport.Row;
import lockstep.grader.report.LabReport.Unit;
import org.jspecify.annotations.Nullable;

/** What a switch costs: a token goes to and fro between two threads, and between two processes. */
record Switching() implements Experiment {

    private static final int ROUNDS = 20_000;

    @Override
    public String id() {
        return "switch";
    }

    @Override
    public String title() {
        return "A token that goes to and fro 20,000 times";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column("time", Unit.MILLISECONDS), new Column("switches, as the kernel counts them", Unit.COUNT));
    }

    @Override
    public List<Row> measure(int shrink) throws Exception {
        int rounds = ROUNDS / shrink;
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of("one thread, to itself", "", Ways.millis(() -> toItself(rounds)), 0.0));
        rows.add(betweenThreads(rounds));
        rows.add(betweenProcesses(rounds));
        return rows;
    }

    private static int toItself(int rounds) throws InterruptedException {
        Semaphore token = new Semaphore(0);
        for (int i = 0; i < 2 * rounds; i++) {
            token.release();
            token.acquire();
        }
        return token.availablePermits();
    }

    private static Row betweenThreads(int rounds) throws Exception {
        Semaphore here = new Semaphore(0);
        Semaphore there = new Semaphore(0);
        AtomicLong switches = new AtomicLong();
        Thread other = new Thread(() -> {
            long before = Kernel.switchesOfThisThread();
            for (int i = 0; i < rounds; i++) {
                there.acquireUninterruptibly();
                here.release();
            }
            switches.addAndGet(Kernel.switchesOfThisThread() - before);
        });
        long before = Kernel.switchesOfThisThread();
        double millis = Ways.millis(() -> {
            other.start();
            for (int i = 0; i < rounds; i++) {
                there.release();
                here.acquire();
            }
            other.join();
            return rounds;
        });
        switches.addAndGet(Kernel.switchesOfThisThread() - before);
        return Row.of("two threads, by semaphores", "", millis, known(switches.get()));
    }

    private static Row betweenProcesses(int rounds) throws IOException, InterruptedException {
        Process child = LabChild.start("echo");
        try (OutputStream to = child.getOutputStream();
                InputStream from = child.getInputStream()) {
            // What the child has to load and to compile is no part of a switch.
            handOver(to, from, rounds / 10 + 1);
            long before = Kernel.switchesOfThisThread();
            long theirs = Kernel.switchesOf(child.pid());
            long start = System.nanoTime();
            handOver(to, from, rounds);
            double millis = (System.nanoTime() - start) / 1e6;
            long switches = Kernel.switchesOfThisThread() - before + Kernel.switchesOf(child.pid()) - theirs;
            return Row.of("two processes, by pipes", "", millis, known(switches));
        } finally {
            child.destroy();
            child.waitFor();
        }
    }

    private static void handOver(OutputStream to, InputStream from, int rounds) throws IOException {
        for (int i = 0; i < rounds; i++) {
            to.write(1);
            to.flush();
            if (from.read() < 0) {
                throw new IOException("the child has ended");
            }
        }
    }

    private static @Nullable Double known(long switches) {
        return switches > 0 ? Double.valueOf(switches) : null;
    }

    @Override
    public String conclusion(List<Row> rows) {
        Double threads = rows.get(1).value(0);
        Double processes = rows.get(2).value(0);
        Double counted = rows.get(1).value(1);
        if (threads == null || processes == null) {
            return "";
        }
        String each = counted == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "a switch between threads took %.0f microseconds, and ",
                        1_000 * threads / counted);
        return "Counting all that it takes, " + each + "handing over between processes took "
                + Ways.times(processes / threads) + " as long as between threads.";
    }
}
