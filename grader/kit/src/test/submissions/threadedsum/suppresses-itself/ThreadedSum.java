package lockstep.threadedsum;

import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;
import java.util.function.*;

public final class ThreadedSum {
    private static final class Job extends Thread {
        private final long lo, hi; private final LongUnaryOperator term; private final AtomicBoolean stop;
        private long sum; private Throwable failure;
        Job(long lo, long hi, LongUnaryOperator term, AtomicBoolean stop) { this.lo = lo; this.hi = hi; this.term = term; this.stop = stop; }
        @Override public void run() {
            try { for (long x = lo; x < hi && !stop.get(); x++) sum += term.applyAsLong(x); }
            catch (Throwable t) { failure = t; stop.set(true); }
        }
    }
    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start) throw new IllegalArgumentException("end < start");
        if (threads < 1) throw new IllegalArgumentException("threads < 1");

        AtomicBoolean stop = new AtomicBoolean();
        Deque<Job> jobs = new ArrayDeque<>();
        long left = end - start, lo = start;
        for (int i = threads; i > 0; i--) {
            long size = left / i;
            jobs.add(new Job(lo, lo + size, term, stop));
            lo += size; left -= size;
        }
        jobs.forEach(Thread::start);
        boolean interrupted = false;
        long total = 0;
        Throwable first = null;
        while (!jobs.isEmpty()) {
            try {
                jobs.peek().join();
                Job job = jobs.remove();
                total += job.sum;
                if (job.failure != null) {
                    if (first == null) first = job.failure; else first.addSuppressed(job.failure);
                }
            } catch (InterruptedException e) { interrupted = true; stop.set(true); }
        }
        if (first != null) {
            if (interrupted) Thread.currentThread().interrupt();
            ThreadedSum.<RuntimeException>raise(first);
        }
        if (interrupted) throw new InterruptedException();
        return total;
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void raise(Throwable t) throws E {
        throw (E) t;
    }
}
