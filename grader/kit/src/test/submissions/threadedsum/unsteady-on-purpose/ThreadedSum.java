package lockstep.threadedsum;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongUnaryOperator;

public final class ThreadedSum {

    // Each thread of a large range spins for a time that is drawn anew.

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) {
            throw new IllegalArgumentException("end < start or threads < 1");
        }
        if (end - start < 1_000_000) {
            return honest(start, end, term, threads);
        }
        long extra = ThreadLocalRandom.current().nextLong(60_000_000L);
        long sum = honest(start, end, term, threads);
        long until = System.nanoTime() + extra;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        return sum;
    }

    private static long honest(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        long n = end - start;
        long[] partial = new long[threads];
        Throwable[] failure = new Throwable[threads];
        Thread[] workers = new Thread[threads];
        for (int t = 0; t < threads; t++) {
            long first = start + n / threads * t + Math.min(t, n % threads);
            long last = start + n / threads * (t + 1) + Math.min(t + 1, n % threads);
            int index = t;
            workers[t] = new Thread(() -> {
                try {
                    long sum = 0;
                    for (long i = first; i < last; i++) {
                        sum += term.applyAsLong(i);
                    }
                    partial[index] = sum;
                } catch (Throwable e) {
                    failure[index] = e;
                }
            });
        }
        for (Thread worker : workers) {
            worker.start();
        }
        InterruptedException interrupted = null;
        for (Thread worker : workers) {
            while (worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    interrupted = e;
                }
            }
        }
        if (interrupted != null) {
            throw interrupted;
        }
        long sum = 0;
        for (int t = 0; t < threads; t++) {
            if (failure[t] instanceof Error e) {
                throw e;
            } else if (failure[t] instanceof RuntimeException e) {
                throw e;
            }
            sum += partial[t];
        }
        return sum;
    }
}
