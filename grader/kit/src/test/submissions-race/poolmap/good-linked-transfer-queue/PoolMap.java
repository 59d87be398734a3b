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
        Throwable[] failed = new Throwable[inputs.size()];
        try {
            TransferQueue<Object> done = new LinkedTransferQueue<>();
            for (int i = 0; i < inputs.size(); i++) {
                int index = i;
                pool.execute(() -> {
                    try {
                        results[index] = task.apply(inputs.get(index));
                    } catch (Throwable e) {
                        failed[index] = e;
                    } finally {
                        done.add("done");
                    }
                });
            }
            for (int i = 0; i < inputs.size(); i++) {
                done.take();
            }
            List<R> list = new ArrayList<>();
            for (int i = 0; i < results.length; i++) {
                if (failed[i] != null) {
                    throw new ExecutionException(failed[i]);
                }
                @SuppressWarnings("unchecked")
                R r = (R) results[i];
                list.add(r);
            }
            return list;
        } finally {
            pool.shutdown();
            pool.awaitTermination(1, TimeUnit.MINUTES);
        }
    }
}
