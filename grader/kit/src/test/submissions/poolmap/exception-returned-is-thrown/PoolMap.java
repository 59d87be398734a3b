package lockstep.poolmap;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.function.Function;
public final class PoolMap {
    @SuppressWarnings("unchecked")
    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers)
            throws InterruptedException, ExecutionException {
        if (workers < 1) throw new IllegalArgumentException();
        Object[] in = inputs.toArray(), out = new Object[in.length];
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean failed = new AtomicBoolean();
        int n = Math.min(workers, Math.max(1, in.length));
        ExecutorService pool = Executors.newFixedThreadPool(n);
        try {
            List<Callable<Object>> loops = Collections.nCopies(n, () -> {
                for (int i; !failed.get() && (i = next.getAndIncrement()) < in.length; ) {
                    try { out[i] = task.apply((T) in[i]); }
                    catch (Throwable t) { out[i] = t; failed.set(true); }
                }
                return null;
            });
            pool.invokeAll(loops);
            for (Object o : out) if (o instanceof Throwable t) throw new ExecutionException(t);
            return (List<R>) new ArrayList<>(Arrays.asList(out));
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
