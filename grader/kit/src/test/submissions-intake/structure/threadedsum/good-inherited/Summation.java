package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;

public abstract class Summation {
    private long total;

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        Thread[] all = new Thread[threads];
        for (int t = 0; t < threads; t++) {
            long first = start + t;
            all[t] = new Thread(() -> {
                for (long i = first; i < end; i += threads) {
                    add(term.applyAsLong(i));
                }
            });
            all[t].start();
        }
        for (Thread thread : all) {
            thread.join();
        }
        return total;
    }

    private synchronized void add(long value) {
        total += value;
    }
}
