package lockstep.poolmap;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

public final class PoolMap {

    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be at least 1");
        }
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        Object[] results = new Object[inputs.size()];
        AtomicReference<Throwable> failure = new AtomicReference<>();
        int index = 0;
        for (T input : inputs) {
            int i = index++;
            pool.execute(() -> {
                try {
                    results[i] = task.apply(input);
                } catch (Throwable t) {
                    failure.set(t);
                }
            });
        }
        pool.shutdown();
        pool.awaitTermination(1, TimeUnit.SECONDS);
        if (failure.get() != null) {
            throw new ExecutionException(failure.get());
        }
        return (List<R>) Arrays.asList(results);
    }
}
