package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;

public final class ThreadedSum {

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) {
            throw new IllegalArgumentException("bad range or number of threads");
        }
        long[] partial = new long[threads];
        RuntimeException[] failure = new RuntimeException[threads];
        Thread[] workers = new Thread[threads];
        long chunk = (end - start) / threads;
        for (int t = 0; t < threads; t++) {
            long from = start + t * chunk;
            long to = t == threads - 1 ? end : from + chunk;
            int index = t;
            workers[t] = new Thread(() -> {
                try {
                    long sum = 0;
                    for (long i = from; i < to; i++) {
                        sum += term.applyAsLong(i);
                    }
                    partial[index] = sum;
                } catch (RuntimeException e) {
                    failure[index] = e;
                }
            });
        }
        for (Thread worker : workers) {
            worker.start();
        }
        for (Thread worker : workers) {
            worker.join();
        }
        long sum = 0;
        for (int t = 0; t < threads; t++) {
            if (failure[t] != null) {
                throw failure[t];
            }
            sum += partial[t];
        }
        return sum;
    }
}
