package lockstep.poolmap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

public final class PoolMap {

    private static final class Part<T, R> extends RecursiveAction {
        private final Function<? super T, ? extends R> task;
        private final List<T> inputs;
        private final Object[] results;
        private final AtomicReference<Throwable> failure;
        private final int from;
        private final int to;

        Part(
                Function<? super T, ? extends R> task,
                List<T> inputs,
                Object[] results,
                AtomicReference<Throwable> failure,
                int from,
                int to) {
            this.task = task;
            this.inputs = inputs;
            this.results = results;
            this.failure = failure;
            this.from = from;
            this.to = to;
        }

        @Override
        protected void compute() {
            if (from >= to || failure.get() != null) {
                return;
            }
            if (to - from == 1) {
                try {
                    results[from] = task.apply(inputs.get(from));
                } catch (Throwable t) {
                    failure.compareAndSet(null, t);
                }
                return;
            }
            int middle = (from + to) >>> 1;
            invokeAll(
                    new Part<>(task, inputs, results, failure, from, middle),
                    new Part<>(task, inputs, results, failure, middle, to));
        }
    }

    @SuppressWarnings("unchecked")
    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        if (workers < 1) {
            throw new IllegalArgumentException("workers < 1");
        }
        List<T> items = new ArrayList<>(inputs);
        Object[] results = new Object[items.size()];
        AtomicReference<Throwable> failure = new AtomicReference<>();
        ForkJoinPool pool = new ForkJoinPool(workers);
        try {
            pool.submit(new Part<T, R>(task, items, results, failure, 0, results.length))
                    .get();
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
        if (failure.get() != null) {
            throw new ExecutionException(failure.get());
        }
        return (List<R>) Arrays.asList(results);
    }
}
