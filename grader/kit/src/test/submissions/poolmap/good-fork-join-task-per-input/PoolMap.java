package lockstep.poolmap;

import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;
import java.util.function.*;
import java.util.stream.*;

public final class PoolMap {
    private static final class Run<T, R> {
        final Function<? super T, ? extends R> task;
        final Object[] in; final AtomicReferenceArray<Object> out;
        final AtomicInteger next = new AtomicInteger();
        final AtomicReference<Throwable> thrown = new AtomicReference<>();
        volatile boolean stop;

        Run(Function<? super T, ? extends R> task, List<? extends T> inputs) {
            this.task = task; in = inputs.toArray(); out = new AtomicReferenceArray<>(in.length);
        }

        @SuppressWarnings("unchecked") void one(int i) {
            if (stop) return;
            try { out.set(i, task.apply((T) in[i])); }
            catch (Throwable t) { thrown.compareAndSet(null, t); stop = true; }
        }
    }

    @SuppressWarnings("unchecked")
    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        if (workers < 1) throw new IllegalArgumentException("workers < 1");

        Run<T, R> run = new Run<>(task, inputs);
        int n = Math.max(1, Math.min(workers, run.in.length));
        ForkJoinPool pool = new ForkJoinPool(n);
        boolean interrupted = false;
        for (int i = 0; i < run.in.length; i++) {
            int at = i;
            pool.execute(ForkJoinTask.adapt(() -> run.one(at)));
        }
        pool.shutdown();
        while (!pool.isTerminated()) {
            try { pool.awaitTermination(1, TimeUnit.HOURS); }
            catch (InterruptedException e) { interrupted = true; run.stop = true; }
        }
        if (run.thrown.get() != null) {
            if (interrupted) Thread.currentThread().interrupt();
            throw new ExecutionException("a task failed", run.thrown.get());
        }
        if (interrupted) throw new InterruptedException();
        return IntStream.range(0, run.in.length).mapToObj(i -> (R) run.out.get(i)).collect(Collectors.toList());
    }
}
