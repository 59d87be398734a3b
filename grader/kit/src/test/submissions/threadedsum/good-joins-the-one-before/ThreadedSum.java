package lockstep.threadedsum;

import java.util.function.LongUnaryOperator;

/** A chain: each thread computes its share, then waits for the thread before it and passes the sum so far on. */
public final class ThreadedSum {

    private static final class Link implements Runnable {
        private final Thread before;
        private final Link previous;
        private final long first;
        private final long step;
        private final long end;
        private final LongUnaryOperator term;
        private long sumSoFar;
        private Throwable failure;

        Link(Thread before, Link previous, long first, long step, long end, LongUnaryOperator term) {
            this.before = before;
            this.previous = previous;
            this.first = first;
            this.step = step;
            this.end = end;
            this.term = term;
        }

        @Override
        public void run() {
            long mine = 0;
            try {
                for (long i = first, left = left(); left > 0; i += step, left--) {
                    mine += term.applyAsLong(i);
                }
            } catch (Throwable thrown) {
                failure = thrown;
            }
            if (before != null) {
                boolean ended = false;
                while (!ended) {
                    try {
                        before.join();
                        ended = true;
                    } catch (InterruptedException e) {
                        // nobody outside knows this thread
                    }
                }
                mine += previous.sumSoFar;
                if (previous.failure != null) {
                    failure = previous.failure;
                }
            }
            sumSoFar = mine;
        }

        private long left() {
            return first >= end ? 0 : (end - first - 1) / step + 1;
        }
    }

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) {
            throw new IllegalArgumentException();
        }
        Thread last = null;
        Link link = null;
        for (int t = 0; t < threads; t++) {
            boolean none = start > Long.MAX_VALUE - t;
            link = new Link(last, link, none ? end : start + t, threads, end, term);
            last = new Thread(link);
            last.start();
        }
        boolean interrupted = false;
        while (last.isAlive()) {
            try {
                last.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            throw new InterruptedException();
        }
        if (link.failure instanceof RuntimeException e) {
            throw e;
        }
        if (link.failure instanceof Error e) {
            throw e;
        }
        return link.sumSoFar;
    }
}
