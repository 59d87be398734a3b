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
        List<Thread> workers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int number = t;
            workers.add(new Thread(() -> {
                try {
                    for (long i = start + number; i < end; i += threads) {
                        partial[number] += term.applyAsLong(i);
                    }
                } catch (RuntimeException e) {
                    failed[number] = e;
                } finally {
                    done.countDown();
                }
            }, "worker-" + t));
        }
        workers.forEach(Thread::start);
        done.await();
        for (Thread worker : workers) {
            worker.join();
        }
        for (RuntimeException e : failed) {
            if (e != null) {
                throw e;
            }
        }
        return java.util.Arrays.stream(partial).sum();
    }
}
