package lockstep.poolmap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.*;
import java.util.function.Function;

public final class PoolMap {
    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        ForkJoinPool pool = new ForkJoinPool(workers);
        List<CompletableFuture<R>> futures = new ArrayList<>();
        for (T input : inputs) {
            futures.add(CompletableFuture.supplyAsync(() -> task.apply(input), pool));
        }
        List<R> results = new ArrayList<>();
        for (CompletableFuture<R> future : futures) {
            results.add(future.get());
        }
        pool.shutdown();
        return results;
    }
}
