package lockstep.threadedsum;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;

public final class ThreadedSum {

    public long sum(long start, long end, LongUnaryOperator term, int threads) throws InterruptedException {
        if (end < start) {
            throw new IllegalArgumentException("end < start");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads < 1");
        }
        long count = end - start;
        long share = Long.divideUnsigned(count, threads);
        long rest = Long.remainderUnsigned(count, threads);
        List<Callable<Long>> parts = new ArrayList<>();
        long from = start;
        for (int t = 0; t < threads; t++) {
            long first = from;
            long last = first + share + (t < rest ? 1 : 0);
            parts.add(() -> part(first, last, term));
            from = last;
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long total = 0;
            for (Future<Long> part : pool.invokeAll(parts)) {
                total += part.get();
            }
            return total;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw (Error) e.getCause();
        } finally {
            pool.shutdownNow();
            awaitEnd(pool);
        }
    }

    private static long part(long first, long last, LongUnaryOperator term) throws InterruptedException {
        long sum = 0;
        for (long i = first; i < last; i++) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            sum += term.applyAsLong(i);
        }
        return sum;
    }

    private static void awaitEnd(ExecutorService pool) {
        boolean interrupted = false;
        while (!pool.isTerminated()) {
            try {
                pool.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
