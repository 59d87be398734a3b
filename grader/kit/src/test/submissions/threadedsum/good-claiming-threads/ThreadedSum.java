package lockstep.threadedsum;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongUnaryOperator;

public final class ThreadedSum {

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start || threads < 1) {
            throw new IllegalArgumentException();
        }
        AtomicLong next = new AtomicLong(start);
        AtomicLong total = new AtomicLong();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        // small blocks, but at least one per thread
        long block = Math.max(1, Math.min(1024, (end - start) / (8L * threads)));
        Runnable work = () -> {
            long mine = 0;
            try {
                long from;
                while (failure.get() == null && (from = next.getAndAdd(block)) < end) {
                    long to = Math.min(end, from + block);
                    for (long i = from; i < to; i++) {
                        mine += term.applyAsLong(i);
                    }
                }
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            }
            total.addAndGet(mine);
        };
        Thread[] pool = new Thread[threads];
        for (int t = 0; t < threads; t++) {
            pool[t] = new Thread(work, "claimer-" + t);
        }
        for (Thread t : pool) {
            t.start();
        }
        boolean interrupted = false;
        for (Thread t : pool) {
            boolean ended = false;
            while (!ended) {
                try {
                    t.join();
                    ended = true;
                } catch (InterruptedException e) {
                    interrupted = true;
                    next.set(end);
                }
            }
        }
        if (interrupted) {
            throw new InterruptedException();
        }
        if (failure.get() instanceof Error error) {
            throw error;
        }
        if (failure.get() != null) {
            throw (RuntimeException) failure.get();
        }
        return total.get();
    }
}
