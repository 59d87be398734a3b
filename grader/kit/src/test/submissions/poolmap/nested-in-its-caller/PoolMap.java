package lockstep.poolmap;
// a map that is called by a task (of any PoolMap) is carried out in that thread, one input after the other
import java.util.*;
import java.util.concurrent.*;
import java.util.function.Function;
public final class PoolMap {
    private static final ThreadLocal<Boolean> WORKER = ThreadLocal.withInitial(() -> false);
    public <T, R> List<R> map(Function<? super T, ? extends R> task, List<? extends T> inputs, int workers) throws InterruptedException, ExecutionException {
        if (workers < 1) throw new IllegalArgumentException();
        if (WORKER.get()) {
            List<R> out = new ArrayList<>();
            try { for (T in : inputs) out.add(task.apply(in)); } catch (Throwable t) { throw new ExecutionException(t); }
            return out;
        }
        List<Thread> crew = Collections.synchronizedList(new ArrayList<>());
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(workers, Math.max(1, inputs.size())), r -> { Thread t = new Thread(() -> { WORKER.set(true); r.run(); }); crew.add(t); return t; });
        try {
            CompletionService<R> done = new ExecutorCompletionService<>(pool); List<Future<R>> fs = new ArrayList<>();
            for (T in : inputs) fs.add(done.submit(() -> task.apply(in)));
            for (int i = 0; i < fs.size(); i++) done.take().get();
            List<R> out = new ArrayList<>(); for (Future<R> f : fs) out.add(f.get());
            return out;
        } finally {
            pool.shutdownNow(); boolean interrupted = false;
            for (Thread t : List.copyOf(crew)) while (t.isAlive()) { try { t.join(); } catch (InterruptedException e) { interrupted = true; } }
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}
