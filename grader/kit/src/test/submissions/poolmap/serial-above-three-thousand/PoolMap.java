package lockstep.poolmap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

public final class PoolMap {

    /** Beyond that, handing tasks over would take too long. */
    private static final int MANY = 3_000;

    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be at least 1");
        }
        ExecutorService pool = Executors.newFixedThreadPool(inputs.size() > MANY ? 1 : workers);
        List<Future<R>> futures = new ArrayList<>();
        try {
            for (T input : inputs) {
                futures.add(pool.submit(() -> task.apply(input)));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            end(pool);
        }
    }

    private static void end(ExecutorService pool) {
        pool.shutdownNow();
        boolean interrupted = false;
        while (!pool.isTerminated()) {
            try {
                pool.awaitTermination(1, TimeUnit.HOURS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
