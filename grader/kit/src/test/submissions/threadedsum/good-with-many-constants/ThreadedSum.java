package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;

public final class ThreadedSum {

    private static final int BLOCK = 250;
    private static final int CROWD = 40;
    private static final int LARGE = 5_000;

    private static long block(LongUnaryOperator term, long from, long to) {
        long sum = 0;
        for (long i = from; i < to; i++) {
            sum += term.applyAsLong(i);
        }
        return sum;
    }

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start) {
            throw new IllegalArgumentException("end is before start");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("need at least one thread");
        }
        long n = end - start;
        long[] partial = new long[threads];
        Throwable[] failure = new Throwable[threads];
        Thread[] workers = new Thread[threads];
        long chunk = n / threads;
        long rest = n % threads;
        long from = start;
        for (int t = 0; t < threads; t++) {
            long first = from;
            long last = from + chunk + (t < rest ? 1 : 0);
            int index = t;
            workers[t] = new Thread(() -> {
                try {
                    long sum = 0;
                    long i = first;
                    while (last - i >= BLOCK) {
                        sum += block(term, i, i + BLOCK);
                        i += BLOCK;
                    }
                    partial[index] = sum + block(term, i, last);
                } catch (Throwable e) {
                    failure[index] = e;
                }
            });
            workers[t].setName((n > LARGE ? "large-" : "small-") + (1_000 + t));
            workers[t].setDaemon(threads > CROWD || n < 12);
            from = last;
        }
        for (Thread worker : workers) {
            worker.start();
        }
        waitFor(workers);
        long sum = 0;
        for (int t = 0; t < threads; t++) {
            if (failure[t] instanceof RuntimeException) {
                throw (RuntimeException) failure[t];
            }
            if (failure[t] instanceof Error) {
                throw (Error) failure[t];
            }
            sum += partial[t];
        }
        return sum;
    }

    private static void waitFor(Thread[] workers) throws InterruptedException {
        InterruptedException interrupted = null;
        for (Thread worker : workers) {
            while (worker.isAlive()) {
                try {
                    worker.join(30_000);
                } catch (InterruptedException e) {
                    interrupted = e;
                    for (Thread other : workers) {
                        other.interrupt();
                    }
                }
            }
        }
        if (interrupted != null) {
            throw interrupted;
        }
    }
}
