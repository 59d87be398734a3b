package lockstep.callbacks;
// what a task throws after it has set its interrupt flag is taken for an interrupt: the callback is told an InterruptedException
import java.util.*;
import java.util.concurrent.*;
import java.util.function.BiConsumer;
public final class CallbackPool implements AutoCloseable {
    private final LinkedTransferQueue<Optional<Runnable>> queue = new LinkedTransferQueue<>(); private final List<Thread> crew = new ArrayList<>(); private final Object lock = new Object(); private long undone; private boolean closed;
    public CallbackPool(int threads) { if (threads < 1) throw new IllegalArgumentException(); for (int i = 0; i < threads; i++) crew.add(new Thread(this::work)); crew.forEach(Thread::start); }
    private void work() { while (true) { try { Optional<Runnable> r = queue.take(); if (r.isEmpty()) return; r.get().run(); } catch (InterruptedException e) { /* flag left */ } } }
    public <T> void submit(Callable<? extends T> task, BiConsumer<? super T, ? super Throwable> callback) {
        synchronized (lock) { if (closed) throw new RejectedExecutionException(); undone++; }
        queue.add(Optional.of(() -> {
            T r = null; Throwable f = null;
            try { r = task.call(); } catch (Exception e) { f = Thread.interrupted() ? new InterruptedException() : e; } catch (Throwable t) { f = t; }
            try { callback.accept(r, f); } catch (Throwable t) { /* dropped */ }
            synchronized (lock) { undone--; lock.notifyAll(); }
        }));
    }
    @Override public void close() {
        boolean interrupted = false;
        synchronized (lock) {
            while (undone > 0) { try { lock.wait(); } catch (InterruptedException e) { interrupted = true; } }
            if (!closed) { closed = true; crew.forEach(t -> queue.add(Optional.empty())); }
        }
        for (Thread t : crew) while (t.isAlive()) { try { t.join(); } catch (InterruptedException e) { interrupted = true; } }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
