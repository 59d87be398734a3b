package lockstep.grader.catalog.lab;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;
import lockstep.grader.report.LabReport.Column;
import lockstep.grader.report.LabReport.Row;
import lockstep.processqueuesum.ProcessQueueSum;
import lockstep.processqueuesum.Term;
import lockstep.threadedsum.ThreadedSum;

/**
 * A sum by one thread, two threads, two threads under one lock, and two processes.
 *
 * @param python the times of the tutorial, way by way
 */
record Sum(String id, String title, long elements, Term term, List<String> python) implements Experiment {

    /** As many as take some 5 ms: so long CPython's threads keep its lock where others want it (sys.getswitchinterval). */
    private static final long ELEMENTS_PER_LOCK = 100_000;

    @Override
    public List<Column> columns() {
        return Ways.COLD_AND_WARM;
    }

    @Override
    public List<Row> measure(int shrink) {
        long n = elements / shrink;
        return new Ways()
                .time("one thread", python.get(0), () -> part(0, n, term))
                .time("two threads", python.get(1), () -> new ThreadedSum().sum(0, n, term, 2))
                .time("two threads, one global lock", python.get(2), () -> underGlobalLock(n))
                .time("two processes", python.get(3), () -> new ProcessQueueSum().sum(0, n, term, 2))
                .rows();
    }

    /** Whoever computes holds the lock: what a global interpreter lock does to threads that only compute. */
    private long underGlobalLock(long n) throws InterruptedException {
        ReentrantLock interpreter = new ReentrantLock(true);
        long[] partial = new long[2];
        Thread[] threads = new Thread[2];
        for (int t = 0; t < threads.length; t++) {
            int mine = t;
            long end = n * (t + 1) / 2;
            long start = n * t / 2;
            threads[t] = new Thread(() -> {
                for (long from = start; from < end; from += ELEMENTS_PER_LOCK) {
                    interpreter.lock();
                    try {
                        partial[mine] += part(from, Math.min(end, from + ELEMENTS_PER_LOCK), term);
                    } finally {
                        interpreter.unlock();
                    }
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return partial[0] + partial[1];
    }

    static long part(long from, long to, LongUnaryOperator term) {
        long sum = 0;
        for (long i = from; i < to; i++) {
            sum += term.applyAsLong(i);
        }
        return sum;
    }

    @Override
    public String conclusion(List<Row> rows) {
        String threads = Ways.speedup(rows, 1);
        String locked = Ways.speedup(rows, 2);
        String processes = Ways.speedup(rows, 3);
        return threads.isEmpty() || locked.isEmpty() || processes.isEmpty()
                ? ""
                : "Two threads were " + threads + " as fast as one, under one global lock " + locked
                        + ", and two processes, which have to be started, " + processes + ".";
    }
}
