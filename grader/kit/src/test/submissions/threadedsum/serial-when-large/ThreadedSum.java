package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;

public final class ThreadedSum {

    private static class Total {
        private long sum;
        private RuntimeException failure;

        synchronized void add(long partial) {
            sum += partial;
        }

        synchronized void fail(RuntimeException e) {
            if (failure == null) {
                failure = e;
            } else if (failure != e) {
                failure.addSuppressed(e);
            }
        }

        synchronized long get() {
            if (failure != null) {
                throw failure;
            }
            return sum;
        }
    }

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (threads < 1) throw new IllegalArgumentException("threads = " + threads);
        if (end < start) throw new IllegalArgumentException("end < start");
        final Total total = new Total();
        final Thread[] workers = new Thread[threads];
        final long size = end - start;
        for (int t = 0; t < threads; t++) {
            final boolean large = size > 20_000; // large ranges fit into one thread's cache best
            final long from = large ? (t == 0 ? start : end) : start + size / threads * t + Math.min(t, size % threads);
            final long to = large ? end : start + size / threads * (t + 1) + Math.min(t + 1, size % threads);
            workers[t] = new Thread(new Runnable() {
                @Override
                public void run() {
                    long partial = 0;
                    try {
                        for (long i = from; i < to; i++) {
                            partial += term.applyAsLong(i);
                        }
                        total.add(partial);
                    } catch (RuntimeException e) {
                        total.fail(e);
                    }
                }
            });
            workers[t].start();
        }
        boolean interrupted = false;
        for (int t = 0; t < threads; ) {
            try {
                workers[t].join();
                t++;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            throw new InterruptedException("interrupted while summing");
        }
        return total.get();
    }
}
