package lockstep.threadedsum;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** Guided self-scheduling: who has nothing to do takes a part of what is left, and the parts get smaller and smaller. */
public final class ThreadedSum {

    private static final class Range {
        private final int threads;
        private final long end;
        private long next;

        Range(long start, long end, int threads) {
            this.next = start;
            this.end = end;
            this.threads = threads;
        }

        /** Returns start and end of the next part, or null when all is taken. */
        synchronized long[] take() {
            if (next == end) {
                return null;
            }
            long size = Math.max(1, Long.divideUnsigned(end - next, 4L * threads));
            long from = next;
            next += size;
            return new long[] {from, next};
        }

        synchronized void close() {
            next = end;
        }
    }

    private static final class Adder extends Thread {
        private final Range range;
        private final LongUnaryOperator term;
        private long sum;
        private Throwable failure;

        Adder(Range range, LongUnaryOperator term) {
            this.range = range;
            this.term = term;
        }

        @Override
        public void run() {
            try {
                for (long[] part = range.take(); part != null; part = range.take()) {
                    for (long i = part[0]; i < part[1]; i++) {
                        sum += term.applyAsLong(i);
                    }
                }
            } catch (Throwable thrown) {
                failure = thrown;
                range.close();
            }
        }
    }

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) {
            throw new IllegalArgumentException();
        }
        Range range = new Range(start, end, threads);
        List<Adder> adders = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Adder adder = new Adder(range, term);
            adders.add(adder);
            adder.start();
        }
        InterruptedException interrupt = null;
        for (Adder adder : adders) {
            while (adder.isAlive()) {
                try {
                    adder.join();
                } catch (InterruptedException e) {
                    interrupt = e;
                    range.close();
                }
            }
        }
        if (interrupt != null) {
            throw interrupt;
        }
        long total = 0;
        for (Adder adder : adders) {
            if (adder.failure instanceof RuntimeException e) {
                throw e;
            }
            if (adder.failure instanceof Error e) {
                throw e;
            }
            total += adder.sum;
        }
        return total;
    }
}
