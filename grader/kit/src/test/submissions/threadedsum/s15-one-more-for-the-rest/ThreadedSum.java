package lockstep.threadedsum;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

public final class ThreadedSum {

    private static class Worker extends Thread {
        private final long from;
        private final long to;
        private final LongUnaryOperator term;
        private long sum;
        private RuntimeException failure;

        Worker(long from, long to, LongUnaryOperator term) {
            this.from = from;
            this.to = to;
            this.term = term;
        }

        @Override
        public void run() {
            try {
                for (long i = from; i < to; i++) {
                    sum += term.applyAsLong(i);
                }
            } catch (RuntimeException e) {
                failure = e;
            }
        }
    }

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) {
            throw new IllegalArgumentException("bad range or number of threads");
        }
        List<Worker> workers = new ArrayList<>();
        long chunk = Math.max(1, (end - start) / threads);
        for (long from = start; from < end; from += chunk) {
            workers.add(new Worker(from, Math.min(from + chunk, end), term));
        }
        for (Worker w : workers) {
            w.start();
        }
        boolean interrupted = false;
        for (Worker w : workers) {
            while (w.isAlive()) {
                try {
                    w.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            throw new InterruptedException();
        }
        long sum = 0;
        for (Worker w : workers) {
            if (w.failure != null) {
                throw w.failure;
            }
            sum += w.sum;
        }
        return sum;
    }
}
