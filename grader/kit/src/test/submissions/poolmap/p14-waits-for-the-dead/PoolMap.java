package lockstep.poolmap;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
            Object[] results = new Object[inputs.size()];
            CountDownLatch left = new CountDownLatch(inputs.size());
            int index = 0;
            for (T input : inputs) {
                int i = index++;
                pool.execute(() -> {
                    results[i] = task.apply(input);
                    left.countDown();
                });
            }
            left.await();
            return (List<R>) Arrays.asList(results);
        } finally {
            close(pool);
        }
    }
}
