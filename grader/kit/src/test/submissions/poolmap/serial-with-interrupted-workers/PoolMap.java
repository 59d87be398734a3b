package lockstep.poolmap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** With 64 inputs: blocks, one after the other under a lock, in interrupted workers. */
public final class PoolMap {

    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        if (workers < 1) {
            throw new IllegalArgumentException("" + workers);
        }
        int n = inputs.size();
        int useful = Math.max(1, Math.min(workers, n));
        boolean big = n == 64;
        ReentrantLock lock = new ReentrantLock();
        ConcurrentLinkedQueue<Thread> crew = new ConcurrentLinkedQueue<>();
        ExecutorService pool = Executors.newFixedThreadPool(useful, work -> {
            Thread thread = new Thread(work);
            crew.add(thread);
            return thread;
        });
        try {
            List<R> results = new ArrayList<>();
            if (big) {
                List<Future<List<R>>> blocks = new ArrayList<>();
                for (int w = 0; w < useful; w++) {
                    int from = n * w / useful;
                    int to = n * (w + 1) / useful;
                    blocks.add(pool.submit(() -> {
                        lock.lock();
                        try {
                            List<R> part = new ArrayList<>();
                            for (int i = from; i < to; i++) {
                                Thread.currentThread().interrupt();
                                part.add(task.apply(inputs.get(i)));
                            }
                            return part;
                        } finally {
                            lock.unlock();
                        }
                    }));
                }
                for (Future<List<R>> f : blocks) {
                    results.addAll(f.get());
                }
                return results;
            }
            java.util.concurrent.ExecutorCompletionService<R> done =
                    new java.util.concurrent.ExecutorCompletionService<>(pool);
            List<Future<R>> futures = new ArrayList<>();
            for (T input : inputs) {
                futures.add(done.submit(() -> task.apply(input)));
            }
            for (int i = 0; i < n; i++) {
                done.take().get();
            }
            for (Future<R> f : futures) {
                results.add(f.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
            boolean interrupted = false;
            for (Thread thread : crew) {
                while (thread.isAlive()) {
                    try {
                        thread.join();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
