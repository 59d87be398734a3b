package lockstep.callbacks;
// What a callback throws is printed.
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.function.BiConsumer;
public final class CallbackPool implements AutoCloseable {
    private static final long CLOSED = Long.MIN_VALUE;
    private interface Job { boolean run(); }
    private final LinkedTransferQueue<Job> queue = new LinkedTransferQueue<>(); private final AtomicLong undone = new AtomicLong(); private volatile boolean closing; private final Thread[] crew;
    public CallbackPool(int threads) { if (threads < 1) throw new IllegalArgumentException("threads: " + threads); crew = new Thread[threads]; for (int i = 0; i < threads; i++) { crew[i] = new Thread(this::work, "pool-" + i); crew[i].start(); } }
    private void work() { boolean go = true; while (go) { Job j; try { j = queue.take(); } catch (InterruptedException left) { continue; } go = j.run(); } }
    private void endIfDone() { if (closing && undone.compareAndSet(0, CLOSED)) for (int i = 0; i < crew.length; i++) queue.add(() -> false); }
    private void done() { undone.decrementAndGet(); endIfDone(); }
    public <T> void submit(Callable<? extends T> task, BiConsumer<? super T, ? super Throwable> callback) {
        long before = undone.getAndUpdate(n -> n < 0 ? n : n + 1);
        if (before < 0) throw new RejectedExecutionException("closed");
        queue.add(() -> {
            T r = null; Throwable f = null;
            try { r = task.call(); } catch (Throwable t) { f = t; }
            try { callback.accept(r, f); } catch (Throwable t) { System.err.println("a callback threw " + t); }
            done(); return true;
        });
    }
    @Override public void close() {
        closing = true; endIfDone();
        boolean interrupted = false;
        for (Thread t : crew) while (t.isAlive()) { try { t.join(); } catch (InterruptedException e) { interrupted = true; } }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
