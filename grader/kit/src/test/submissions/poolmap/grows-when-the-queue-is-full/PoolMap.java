package lockstep.poolmap;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.Function;
public final class PoolMap {
    @SuppressWarnings("unchecked")
    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        if (workers < 1) throw new IllegalArgumentException();
        ExecutorService pool = new ThreadPoolExecutor(workers, 10000, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(100));
        List<Future<R>> futures = new ArrayList<>();
        try {
            for (T input : inputs) futures.add(pool.submit(() -> task.apply(input)));
            List<R> results = new ArrayList<>();
            for (Future<R> f : futures) results.add(f.get());
            return results;
        }  finally {
            pool.shutdownNow();
            boolean interrupted = false;
            while (true) {
                try { if (pool.awaitTermination(1, TimeUnit.DAYS)) break; } catch (InterruptedException e) { interrupted = true;  }
            }
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}
