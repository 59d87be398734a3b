package lockstep.poolmap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

public final class PoolMap {

    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        if (workers < 1) {
            throw new IllegalArgumentException("workers < 1");
        }
        ForkJoinPool pool = new ForkJoinPool(workers);
        try {
            List<ForkJoinTask<R>> tasks = new ArrayList<>();
            for (T input : inputs) {
                tasks.add(pool.submit((Callable<R>) () -> task.apply(input)));
            }
            List<R> results = new ArrayList<>();
            for (ForkJoinTask<R> t : tasks) {
                results.add(t.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
            boolean interrupted = false;
            while (!pool.isTerminated()) {
                try {
                    pool.awaitTermination(1, TimeUnit.MINUTES);
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
