package lockstep.poolmap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.*;
import java.util.function.Function;

public final class PoolMap {

    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        if (workers < 1) {
            throw new IllegalArgumentException();
        }
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        List<Future<R>> futures = new ArrayList<>();
        for (T input : inputs) {
            futures.add(pool.submit(() -> task.apply(input)));
        }
        pool.shutdown();
        while (!pool.awaitTermination(20, TimeUnit.MILLISECONDS)) {
            Thread.onSpinWait();
        }
        List<R> results = new ArrayList<>();
        for (Future<R> future : futures) {
            results.add(future.get());
        }
        return results;
    }
}
