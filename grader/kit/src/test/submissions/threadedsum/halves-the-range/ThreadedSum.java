package lockstep.threadedsum;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongUnaryOperator;

/** With two threads halves; with more, the first gets half and the others share the rest evenly. */
public final class ThreadedSum {

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start) {
            throw new IllegalArgumentException("end < start");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads < 1");
        }
        AtomicLong total = new AtomicLong();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> workers = new ArrayList<>();
        split(start, end, term, threads, total, failure, workers);
        for (Thread worker : workers) {
            worker.start();
        }
        boolean interrupted = false;
        for (Thread worker : workers) {
            while (worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            throw new InterruptedException();
        }
        Throwable thrown = failure.get();
        if (thrown instanceof RuntimeException) {
            throw (RuntimeException) thrown;
        }
        if (thrown instanceof Error) {
            throw (Error) thrown;
        }
        return total.get();
    }

    private static void split(long start, long end, LongUnaryOperator term, int threads, AtomicLong total,
            AtomicReference<Throwable> failure, List<Thread> workers) {
        if (threads > 1) {
            long middle = start + (end - start) / (workers.isEmpty() ? 2 : threads);
            split(start, middle, term, 1, total, failure, workers);
            split(middle, end, term, threads - 1, total, failure, workers);
            return;
        }
        workers.add(new Thread(() -> {
            try {
                long sum = 0;
                for (long i = start; i < end; i++) {
                    sum += term.applyAsLong(i);
                }
                total.addAndGet(sum);
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
            }
        }));
    }
}
