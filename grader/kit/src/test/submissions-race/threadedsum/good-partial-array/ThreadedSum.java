package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;

public final class ThreadedSum {

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) {
            throw new IllegalArgumentException();
        }
        RuntimeException[] failed = new RuntimeException[threads];
        Thread[] workers = new Thread[threads];
        long[] partial = new long[threads];
        for (int t = 0; t < threads; t++) {
            int number = t;
            workers[t] = new Thread(() -> {
                try {
                    for (long i = start + number; i < end; i += threads) {
                        partial[number] += term.applyAsLong(i);
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
        long total = 0;
        for (long p : partial) {
            total += p;
        }
        return total;
    }
}
