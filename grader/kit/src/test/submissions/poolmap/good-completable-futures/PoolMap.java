package lockstep.poolmap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

public final class PoolMap {

    /** Applies the task. get() unwraps one CompletionException, be it the task's own: so each failure gets one around it. */
    private static <T, R> R applied(Function<? super T, ? extends R> task, T input) {
        try {
            return task.apply(input);
        } catch (Throwable thrown) {
            throw new CompletionException(thrown);
        }
    }

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
            List<CompletableFuture<R>> futures = inputs.stream()
                    .map(input -> CompletableFuture.<R>supplyAsync(() -> applied(task, input), pool))
                    .collect(Collectors.toList());
            List<R> results = new ArrayList<>();
            for (CompletableFuture<R> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            close(pool);
        }
    }
}
