package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;

public final class ThreadedSum {

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) {
            throw new IllegalArgumentException();
        }
        Worker[] workers = new Worker[threads];
        for (int t = 0; t < threads; t++) {
            workers[t] = new Worker(start, end, term, t, threads);
            workers[t].start();
        }
        long total = 0;
        RuntimeException failed = null;
        for (Worker worker : workers) {
            
            total += worker.total;
            failed = failed != null ? failed : worker.failed;
        }
        if (failed != null) {
            throw failed;
        }
        return total;
    }

    private static final class Worker extends Thread {
        private final long start;
        private final long end;
        private final LongUnaryOperator term;
        private final int first;
        private final int step;
        private long total;
        private RuntimeException failed;

        Worker(long start, long end, LongUnaryOperator term, int first, int step) {
            this.start = start;
            this.end = end;
            this.term = term;
            this.first = first;
            this.step = step;
        }

        @Override
        public void run() {
            try {
                for (long i = start + first; i < end; i += step) {
                    total += term.applyAsLong(i);
                }
            } catch (RuntimeException e) {
                failed = e;
            }
        }
    }
}
