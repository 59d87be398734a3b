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
        List<R> results = new ArrayList<>(java.util.Collections.nCopies(inputs.size(), (R) null));
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < inputs.size(); i++) {
                int index = i;
                futures.add(pool.submit(() -> {
                    results.set(index, task.apply(inputs.get(index)));
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
            return results;
        } finally {
            pool.shutdown();
            pool.awaitTermination(1, TimeUnit.MINUTES);
        }
    }
}
