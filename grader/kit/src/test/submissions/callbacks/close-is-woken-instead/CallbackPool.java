package lockstep.callbacks;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;
import java.util.function.BiConsumer;
public final class CallbackPool implements AutoCloseable {
    private final Deque<Runnable> queue = new ArrayDeque<>();
    private final List<Thread> workers = new ArrayList<>();
    private int pending;
    private boolean closed;
    public CallbackPool(int threads) {
        if (threads < 1) throw new IllegalArgumentException("threads");
        for (int i = 0; i < threads; i++) {
            Thread t = new Thread(this::work);
            workers.add(t);
            t.start();
        }
    }
    private void work() {
        while (true) {
            Runnable job;
            synchronized (this) {
                while (queue.isEmpty() && !closed) {
                    try { wait(); } catch (InterruptedException e) { /* left by a task */ }
                }
                if (queue.isEmpty()) return;
                job = queue.poll();
            }
            job.run();
            synchronized (this) {
                if (--pending == 0) notifyAll();
            }
        }
    }
    public synchronized <T> void submit(Callable<? extends T> task, BiConsumer<? super T, ? super Throwable> callback) {
        if (closed) throw new RejectedExecutionException("closed");
        pending++;
        queue.add(() -> {
            T result = null; Throwable failure = null;
            try { result = task.call(); } catch (Throwable t) { failure = t; }
            try { callback.accept(result, failure); } catch (Throwable ignored) { }
        });
        notify();
    }
    @Override
    public void close() {
        boolean interrupted = false;
        synchronized (this) {
            while (pending > 0) {
                try { wait(); } catch (InterruptedException e) { interrupted = true; }
            }
            closed = true;
            notifyAll();
        }
        for (Thread t : workers) {
            while (t.isAlive()) {
                try { t.join(); } catch (InterruptedException e) { interrupted = true; }
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
