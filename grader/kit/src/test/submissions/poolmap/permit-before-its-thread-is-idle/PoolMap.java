package lockstep.poolmap;

import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;
import java.util.function.Function;

public final class PoolMap {

    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        if (workers < 1) {
            throw new IllegalArgumentException("workers: " + workers);
        }
        ExecutorService pool = Executors.newCachedThreadPool();
        Semaphore free = new Semaphore(workers);
        AtomicBoolean failed = new AtomicBoolean();
        try {
            List<Future<R>> futures = new ArrayList<>();
            for (T input : inputs) {
                free.acquire();
                if (failed.get()) {
                    free.release();
                    break;
                }
                futures.add(pool.submit(() -> {
                    boolean ok = false;
                    try {
                        R r = task.apply(input);
                        ok = true;
                        return r;
                    } finally {
                        if (!ok) {
                            failed.set(true);
                        }
                        free.release();
                    }
                }));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> f : futures) {
                results.add(f.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
            awaitGone(pool);
        }
    }

    /** Waits until all threads of the pool have ended; an interrupt is kept for later. */
    private static void awaitGone(ExecutorService pool) {
        boolean interrupted = false;
        while (true) {
            try {
                if (pool.awaitTermination(1, TimeUnit.HOURS)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
