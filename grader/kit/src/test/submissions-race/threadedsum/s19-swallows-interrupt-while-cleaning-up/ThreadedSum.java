package lockstep.threadedsum;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongUnaryOperator;

public final class ThreadedSum {

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) {
            throw new IllegalArgumentException();
        }
        long[] partial = new long[threads];
        RuntimeException[] failed = new RuntimeException[threads];
        CountDownLatch done = new CountDownLatch(threads);
        List<Thread> started = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int me = t;
            Thread thread = new Thread(() -> {
                try {
                    for (long i = start + me; i < end; i += threads) {
                        partial[me] += term.applyAsLong(i);
                    }
                } catch (RuntimeException e) {
                    failed[me] = e;
                } finally {
                    done.countDown();
                }
            });
            started.add(thread);
            thread.start();
        }
        try {
            done.await();
        } finally {
            for (Thread thread : started) {
                waitFor(thread);
            }
        }
        long total = 0;
        for (int t = 0; t < threads; t++) {
            if (failed[t] != null) {
                throw failed[t];
            }
            total += partial[t];
        }
        return total;
    }

    private static void waitFor(Thread thread) {
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                // It has to end, so wait again.
            }
        }
    }
}
