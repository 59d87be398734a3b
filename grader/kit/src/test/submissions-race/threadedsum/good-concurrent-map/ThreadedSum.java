package lockstep.threadedsum;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongUnaryOperator;

public final class ThreadedSum {

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) {
            throw new IllegalArgumentException();
        }
        RuntimeException[] failed = new RuntimeException[threads];
        Thread[] workers = new Thread[threads];
        Map<Integer, Long> parts = new ConcurrentHashMap<>();
        for (int t = 0; t < threads; t++) {
            int number = t;
            workers[t] = new Thread(() -> {
                try {
                    for (long i = start + number; i < end; i += threads) {
                        parts.merge(number, term.applyAsLong(i), Long::sum);
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
        return parts.values().stream().mapToLong(Long::longValue).sum();
    }
}
