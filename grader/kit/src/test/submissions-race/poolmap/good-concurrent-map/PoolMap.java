package lockstep.poolmap;

import java.util.Map;
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
        Map<Integer, R> results = new ConcurrentHashMap<>();
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < inputs.size(); i++) {
                int index = i;
                futures.add(pool.submit(() -> {
                    R result = task.apply(inputs.get(index));
                    if (result != null) {
                        results.put(index, result);
                    }
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
            List<R> list = new ArrayList<>();
            for (int i = 0; i < inputs.size(); i++) {
                list.add(results.get(i));
            }
            return list;
        } finally {
            pool.shutdown();
            pool.awaitTermination(1, TimeUnit.MINUTES);
        }
    }
}
