package lockstep.poolmap;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.function.Function;
public final class PoolMap {
    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        if (workers < 1) throw new IllegalArgumentException();
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            List<Future<R>> futures = new ArrayList<>();
            for (T x : inputs) futures.add(pool.submit(() -> task.apply(x)));
            List<R> out = new ArrayList<>();
            for (Future<R> f : futures) {
                try { out.add(f.get()); }
                catch (ExecutionException e) {
                    if (e.getCause() instanceof ExecutionException inner) throw inner;
                    throw e;
                }
            }
            return out;
        } finally { end(pool); }
    }

    private static void end(ExecutorService pool) {
        pool.shutdownNow();
        boolean interrupted = false;
        while (true) {
            try { if (pool.awaitTermination(1, TimeUnit.DAYS)) break; }
            catch (InterruptedException e) { interrupted = true; }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
