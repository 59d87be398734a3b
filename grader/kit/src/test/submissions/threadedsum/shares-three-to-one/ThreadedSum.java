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
        for (int t = 0; t < threads; t++) {
            long from = t == 0 ? start : border(start, end, threads, t);
            long to = border(start, end, threads, t + 1);
            int index = t;
            workers[t] = new Thread(() -> {
                try {
                    long mine = 0;
                    for (long i = from; i < to; i++) {
                        mine += term.applyAsLong(i);
                    }
                    partial[index] = mine;
                } catch (RuntimeException e) {
                    failure[index] = e;
                }
            });
        }
        for (Thread worker : workers) {
            worker.start();
        }
        joinAll(workers);
        long sum = 0;
        for (int t = 0; t < threads; t++) {
            if (failure[t] != null) {
                throw failure[t];
            }
            sum += partial[t];
        }
        return sum;
    }

    /** The first thread gets most of the work, the others share the rest. */
    private static long border(long start, long end, int threads, int t) {
        long n = end - start;
        return t == threads ? end : start + n / 4 * 3 + n / 4 * (t - 1) / threads;
    }

    private static void joinAll(Thread[] workers) throws InterruptedException {
        boolean interrupted = false;
        for (Thread worker : workers) {
            boolean done = false;
            while (!done) {
                try {
                    worker.join();
                    done = true;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            throw new InterruptedException();
        }
    }
}
