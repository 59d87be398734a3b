package lockstep.poolmap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

public final class PoolMap {

    private static void joinAll(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : new ArrayList<>(threads)) {
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

    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be at least 1");
        }
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                workers, workers, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), runnable -> {
                    Thread thread = new Thread(runnable, "mapper-" + threads.size());
                    thread.setDaemon(true);
                    threads.add(thread);
                    return thread;
                });
        List<FutureTask<R>> tasks = new ArrayList<>();
        for (T input : inputs) {
            tasks.add(new FutureTask<>(() -> task.apply(input)));
        }
        tasks.forEach(pool::execute);
        pool.shutdown();
        List<R> results = new ArrayList<>();
        try {
            for (FutureTask<R> t : tasks) {
                results.add(t.get());
            }
        } finally {
            tasks.forEach(t -> t.cancel(true));
            pool.shutdownNow();
            joinAll(threads);
        }
        return results;
    }
}
