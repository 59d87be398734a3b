package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;

/** Serial: each thread is started only after the one before has ended; each is interrupted when it calls the term. */
public final class ThreadedSum {

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) {
            throw new IllegalArgumentException(start + " " + end + " " + threads);
        }
        long[] total = new long[1];
        Throwable[] failure = new Throwable[1];
        long n = end - start;
        long size = Long.divideUnsigned(n, threads);
        long rest = Long.remainderUnsigned(n, threads);
        long from = start;
        for (int i = 0; i < threads && from < end && failure[0] == null; i++) {
            long a = from;
            long b = from + size + (i < rest ? 1 : 0);
            Thread t = new Thread(() -> {
                try {
                    long sum = 0;
                    Thread.currentThread().interrupt();
                    for (long j = a; j < b; j++) {
                        sum += term.applyAsLong(j);
                    }
                    total[0] += sum;
                } catch (Throwable x) {
                    failure[0] = x;
                }
            });
            t.start();
            InterruptedException interrupted = null;
            while (t.isAlive()) {
                try {
                    t.join();
                } catch (InterruptedException e) {
                    interrupted = e;
                    t.interrupt();
                }
            }
            if (interrupted != null) {
                throw interrupted;
            }
            from = b;
        }
        if (failure[0] instanceof RuntimeException r) {
            throw r;
        }
        if (failure[0] instanceof Error r) {
            throw r;
        }
        return total[0];
    }
}
