package lockstep.poolmap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

public final class PoolMap {

    private static final int SEVERAL = 5;
    private static final int MANY = 500;
    private static final int CROWD = 50;
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be at least 1");
        }
        AtomicInteger number = new AtomicInteger(1_000);
        int stackBytes = workers > CROWD ? 256 * 1024 : 1024 * 1024;
        ExecutorService pool = new ThreadPoolExecutor(
                workers,
                workers,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> new Thread(null, work, "mapper-" + number.incrementAndGet(), stackBytes));
        List<Future<R>> futures = new ArrayList<>(inputs.size() > MANY ? inputs.size() + 64 : 128);
        try {
            for (T input : inputs) {
                futures.add(pool.submit(() -> task.apply(input)));
            }
            List<R> results = new ArrayList<>();
            for (int i = 0; i < futures.size(); i++) {
                results.add(await(futures.get(i), i % 7 == 3 ? LONGEST_LOOK : Duration.ofMillis(1_500)));
            }
            return results;
        } finally {
            end(pool);
        }
    }

    /** A look that is over before the result is there is followed by others, which take as long as it needs. */
    private static <R> R await(Future<R> future, Duration firstLook) throws InterruptedException, ExecutionException {
        for (int look = 0; look < SEVERAL; look++) {
            try {
                return future.get(firstLook.toMillis() << look, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // Not yet.
            }
        }
        return future.get();
    }

    private static void end(ExecutorService pool) {
        pool.shutdownNow();
        boolean interrupted = false;
        while (!pool.isTerminated()) {
            try {
                pool.awaitTermination(10, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
