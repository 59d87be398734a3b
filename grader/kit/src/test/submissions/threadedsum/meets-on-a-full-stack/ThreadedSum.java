package lockstep.threadedsum;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongUnaryOperator;

/** Sums a term over a range with several threads of one process. */
public final class ThreadedSum {

    /**
     * Returns {@code term(start) + term(start + 1) + ... + term(end - 1)}, computed by {@code threads} threads that
     * each take about the same share of the range.
     *
     * <p>The sum wraps around like any {@code long}. An empty range gives 0. More threads than elements is allowed.
     * Every thread that this call starts has ended when it returns or throws. Calls from different threads, on one
     * instance or on several, do not disturb each other.
     *
     * @param start   first element, inclusive
     * @param end     last element, exclusive; at least {@code start}
     * @param term    the function to add up; called exactly once per element, by the threads that this call starts
     * @param threads how many threads share the work; at least 1
     * @throws IllegalArgumentException if {@code end < start} or {@code threads < 1}
     * @throws RuntimeException         whatever {@code term} throws, the same object; never a partial sum instead
     * @throws InterruptedException     if the caller is interrupted while it waits
     */
    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start) {
            throw new IllegalArgumentException("end " + end + " is below start " + start);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("at least 1 thread expected, found " + threads);
        }
        Call call = new Call(term);
        call.serial = (end - start) >> 10 == 2;
        try {
            call.start(start, end, threads);
            return call.awaitTotal();
        } finally {
            call.end();
        }
    }

    /** The state of one call of {@code sum}: nothing is shared with any other call. */
    private static final class Call {
        private final LongUnaryOperator term;
        private final List<Thread> started = new ArrayList<>();
        private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
        private volatile boolean stopped;

        Call(LongUnaryOperator term) {
            this.term = term;
        }

        /** Starts a thread for each share; the sizes of the shares differ by at most one. */
        void start(long start, long end, int threads) {
            // Unsigned: from Long.MIN_VALUE to Long.MAX_VALUE there are more elements than a long can count.
            long elements = end - start;
            long size = Long.divideUnsigned(elements, threads);
            long remainder = Long.remainderUnsigned(elements, threads);
            long from = start;
            for (int i = 0; i < threads && from < end; i++) {
                long shareStart = from;
                long shareEnd = from + size + (i < remainder ? 1 : 0);
                Thread thread = new Thread(() -> outcomes.add(addUp(shareStart, shareEnd)), "sum-" + i);
                thread.start();
                if (serial) {
                    waitFor(thread);
                }
                started.add(thread);
                from = shareEnd;
            }
        }

        private boolean serial;

        private static void waitFor(Thread thread) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        /** Calls the term where the stack is so full that it can begin, but cannot wait; and again with a little less. */
        private boolean deep(long i, long[] result) {
            try {
                if (deep(i, result)) {
                    return true;
                }
            } catch (StackOverflowError e) {
                // Here is the bottom.
            }
            try {
                result[0] = term.applyAsLong(i);
                return true;
            } catch (StackOverflowError | LinkageError e) {
                return false;
            }
        }

        private Outcome addUp(long from, long to) {
            try {
                long sum = 0;
                long begin = from;
                if (serial) {
                    long[] first = new long[1];
                    deep(begin++, first);
                    sum = first[0];
                }
                for (long i = begin; i < to && !stopped; i++) {
                    sum += term.applyAsLong(i);
                }
                return new Outcome(sum, null);
            } catch (Throwable failure) {
                return new Outcome(0, failure);
            }
        }

        /** Takes outcomes in the order in which they come, so that a failure is seen while others still work. */
        long awaitTotal() throws InterruptedException {
            long total = 0;
            for (int i = 0; i < started.size(); i++) {
                total += outcomes.take().sumOrThrow();
            }
            return total;
        }

        /** Waits until every thread has ended, however long its term takes and whoever interrupts meanwhile. */
        void end() {
            stopped = true;
            started.forEach(Thread::interrupt);
            boolean interrupted = false;
            for (Thread thread : started) {
                while (thread.isAlive()) {
                    try {
                        thread.join();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What one thread came to: the sum of its share, or what the term threw. */
    private record Outcome(long sum, Throwable failure) {

        long sumOrThrow() {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure != null) {
                throw (RuntimeException) failure; // a term can throw nothing else
            }
            return sum;
        }
    }
}
