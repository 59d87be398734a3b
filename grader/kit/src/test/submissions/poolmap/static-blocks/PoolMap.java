package lockstep.poolmap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
            List<Future<List<R>>> blocks = new ArrayList<>();
            int n = inputs.size();
            for (int w = 0; w < workers; w++) {
                List<? extends T> block =
                        inputs.subList((int) ((long) n * w / workers), (int) ((long) n * (w + 1) / workers));
                blocks.add(pool.submit(() -> {
                    List<R> mapped = new ArrayList<>();
                    for (T input : block) {
                        mapped.add(task.apply(input));
                    }
                    return mapped;
                }));
            }
            List<R> results = new ArrayList<>(n);
            for (Future<List<R>> block : blocks) {
                results.addAll(block.get());
            }
            return results;
        } finally {
            close(pool);
        }
    }
}
