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
        Object[] results = new Object[inputs.size()];
        try {
            CountDownLatch done = new CountDownLatch(inputs.size());
            for (int i = 0; i < inputs.size(); i++) {
                int index = i;
                pool.execute(() -> {
                    results[index] = task.apply(inputs.get(index));
                    done.countDown();
                });
            }
            done.await();
            List<R> list = new ArrayList<>();
            for (Object result : results) {
                @SuppressWarnings("unchecked")
                R r = (R) result;
                list.add(r);
            }
            return list;
        } finally {
            pool.shutdown();
            pool.awaitTermination(1, TimeUnit.MINUTES);
        }
    }
}
