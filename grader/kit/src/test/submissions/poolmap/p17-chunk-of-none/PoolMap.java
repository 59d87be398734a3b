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

    /** Ends the pool and waits until its threads have ended, even if interrupted meanwhile. */
    private static void close(ExecutorService pool) throws InterruptedException {
        pool.shutdownNow();
        boolean interrupted = false;
        while (true) {
            try {
                if (pool.awaitTermination(1, TimeUnit.DAYS)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            throw new InterruptedException();
        }
    }

    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be at least 1");
        }
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            int chunk = inputs.size() / workers;
            int rest = inputs.size() % workers;
            List<Future<List<R>>> parts = new ArrayList<>();
            int from = 0;
            for (int w = 0; chunk > 0 && w < workers; w++) {
                int to = from + chunk + (w < rest ? 1 : 0);
                List<? extends T> part = inputs.subList(from, to);
                parts.add(pool.submit(() -> {
                    List<R> mapped = new ArrayList<>();
                    for (T input : part) {
                        mapped.add(task.apply(input));
                    }
                    return mapped;
                }));
                from = to;
            }
            List<R> results = new ArrayList<>();
            for (Future<List<R>> part : parts) {
                results.addAll(part.get());
            }
            return results;
        } finally {
            close(pool);
        }
    }
}
