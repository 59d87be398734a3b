package lockstep.poolmap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

public final class PoolMap {

    private static void awaitEnd(ExecutorService pool) {
        boolean interrupted = false;
        while (!pool.isTerminated()) {
            try {
                pool.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be at least 1");
        }
        List<T> items = new ArrayList<>(inputs);
        AtomicReferenceArray<R> results = new AtomicReferenceArray<>(items.size());
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        CountDownLatch finished = new CountDownLatch(workers);
        for (int w = 0; w < workers; w++) {
            pool.execute(() -> {
                try {
                    for (int i = next.getAndIncrement(); i < items.size() && failure.get() == null;
                            i = next.getAndIncrement()) {
                        results.set(i, task.apply(items.get(i)));
                    }
                } catch (Throwable t) {
                    failure.compareAndSet(null, t);
                } finally {
                    finished.countDown();
                }
            });
        }
        pool.shutdown();
        try {
            finished.await();
        } catch (InterruptedException e) {
            next.set(items.size());
            pool.shutdownNow();
            awaitEnd(pool);
            throw e;
        }
        awaitEnd(pool);
        if (failure.get() != null) {
            throw new ExecutionException(failure.get());
        }
        List<R> list = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            list.add(results.get(i));
        }
        return list;
    }
}
