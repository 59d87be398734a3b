package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;

public final class ThreadedSum {

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) {
            throw new IllegalArgumentException();
        }
        long[] results = new long[threads];
        Thread[] ts = new Thread[threads];
        long size = end - start;
        for (int k = 0; k < threads; k++) {
            final int id = k;
            ts[k] = new Thread(() -> {
                for (long i = start + id; i < start + size; i += threads) {
                    results[id] += term.applyAsLong(i);
                }
            });
            ts[k].start();
        }
        long sum = 0;
        for (long result : results) {
            sum += result;
        }
        for (Thread t : ts) {
            t.join();
        }
        return sum;
    }
}
