package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;

public final class ThreadedSum {
    private volatile long total;

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) {
            throw new IllegalArgumentException();
        }
        RuntimeException[] failed = new RuntimeException[threads];
        Thread[] workers = new Thread[threads];
        total = 0;
        for (int t = 0; t < threads; t++) {
            int number = t;
            workers[t] = new Thread(() -> {
                try {
                    long mine = 0;
                    for (long i = start + number; i < end; i += threads) {
                        mine += term.applyAsLong(i);
                    }
                    total += mine;
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
        return total;
    }
}
