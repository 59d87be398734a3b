package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;

public final class ThreadedSum {
    private static final Object LOCK = new Object();
    private static long total;

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) {
            throw new IllegalArgumentException();
        }
        RuntimeException[] failed = new RuntimeException[threads];
        Thread[] workers = new Thread[threads];
        synchronized (LOCK) {
            total = 0;
        }
        for (int t = 0; t < threads; t++) {
            int number = t;
            workers[t] = new Thread(() -> {
                try {
                    long mine = 0;
                    for (long i = start + number; i < end; i += threads) {
                        mine += term.applyAsLong(i);
                    }
                    synchronized (LOCK) {
                        total += mine;
                    }
                } catch (RuntimeException e) {
                    failed[number] = e;
                }
            });
            workers[t].start();
        }
        for (Thread worker : workers) {
            worker.join();
        }
        for (RuntimeException e : failed) {
            if (e != null) {
                throw e;
            }
        }
        synchronized (LOCK) {
            return total;
        }
    }
}
