package lockstep.poolmap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

public final class PoolMap {

    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be at least 1");
        }
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        Object[] results = new Object[inputs.size()];
        Throwable[] failure = new Throwable[1];
        for (int i = 0; i < results.length; i++) {
            int index = i;
            pool.execute(() -> {
                try {
                    results[index] = task.apply(inputs.get(index));
                } catch (Throwable t) {
                    failure[0] = t;
                }
            });
        }
        pool.shutdown();
        if (failure[0] != null) {
            throw new ExecutionException(failure[0]);
        }
        List<R> list = new ArrayList<>();
        for (Object result : results) {
            list.add((R) result);
        }
        return list;
    }
}
