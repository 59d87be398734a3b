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

    /** What came of one input. A fork-join task that throws may hand on a copy; what it returns is the same object. */
    private record Outcome<R>(R result, Throwable thrown) {}

    private static <T, R> Outcome<R> applied(Function<? super T, ? extends R> task, T input) {
        try {
            return new Outcome<>(task.apply(input), null);
        } catch (Throwable thrown) {
            return new Outcome<>(null, thrown);
        }
    }

    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        if (workers < 1) {
            throw new IllegalArgumentException("workers < 1");
        }
        ForkJoinPool pool = new ForkJoinPool(workers);
        try {
            List<ForkJoinTask<Outcome<R>>> tasks = new ArrayList<>();
            for (T input : inputs) {
                tasks.add(pool.submit((Callable<Outcome<R>>) () -> applied(task, input)));
            }
            List<R> results = new ArrayList<>();
            for (ForkJoinTask<Outcome<R>> t : tasks) {
                Outcome<R> outcome = t.get();
                if (outcome.thrown() != null) {
                    throw new ExecutionException(outcome.thrown());
                }
                results.add(outcome.result());
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
