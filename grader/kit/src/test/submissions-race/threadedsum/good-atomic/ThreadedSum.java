package lockstep.threadedsum;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;

public final class ThreadedSum {

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) {
            throw new IllegalArgumentException();
        }
        RuntimeException[] failed = new RuntimeException[threads];
        Thread[] workers = new Thread[threads];
        AtomicLong total = new AtomicLong();
        for (int t = 0; t < threads; t++) {
            int number = t;
            workers[t] = new Thread(() -> {
                try {
                    for (long i = start + number; i < end; i += threads) {
                        total.addAndGet(term.applyAsLong(i));
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
        return total.get();
    }
}
