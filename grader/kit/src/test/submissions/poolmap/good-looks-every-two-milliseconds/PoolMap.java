package lockstep.poolmap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

public final class PoolMap {
    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        if (workers < 1) {
            throw new IllegalArgumentException();
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(workers, inputs.size())));
        boolean interrupted = false;
        try {
            List<Future<R>> futures = new ArrayList<>();
            for (T input : inputs) {
                futures.add(pool.submit(() -> task.apply(input)));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> future : futures) {
                while (!future.isDone()) {
                    Thread.sleep(2);
                }
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
            while (!pool.isTerminated()) {
                try {
                    Thread.sleep(2);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
