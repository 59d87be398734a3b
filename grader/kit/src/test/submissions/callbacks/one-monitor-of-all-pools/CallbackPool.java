package lockstep.callbacks;
// all pools share one monitor, and submit wakes one thread, which may be one of another pool

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

/** A queue, a number of what is not done yet, and threads that take from the one and count down the other. */
public final class CallbackPool implements AutoCloseable {

    private static final Object lock = new Object();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<Thread> workers = new ArrayList<>();

    /** Tasks that have been accepted and whose callback has not ended. */
    private long undone;

    private boolean closing;

    public CallbackPool(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: at least 1 expected, found " + threads);
        }
        for (int i = 0; i < threads; i++) {
            workers.add(new Thread(this::work));
        }
        workers.forEach(Thread::start);
    }

    public <T> void submit(Callable<? extends T> task, BiConsumer<? super T, ? super Throwable> callback) {
        synchronized (lock) {
            if (isOver()) {
                throw new RejectedExecutionException("the pool is closed");
            }
            undone++;
            waiting.add(() -> run(task, callback));
            lock.notify();
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closing = true;
            lock.notifyAll();
        }
        boolean interrupted = false;
        for (Thread worker : workers) {
            while (worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOver() {
        return closing && undone == 0;
    }

    private void work() {
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
            synchronized (lock) {
                undone--;
                lock.notifyAll();
            }
        }
    }

    /** Waits for something to do; returns null when there will never be anything again. */
    private Runnable next() {
        synchronized (lock) {
            while (waiting.isEmpty() && !isOver()) {
                try {
                    lock.wait();
                } catch (InterruptedException leftByATask) {
                    // Nobody else interrupts a worker, and this one is no message to the pool.
                }
            }
            return waiting.poll();
        }
    }

    private static <T> void run(Callable<? extends T> task, BiConsumer<? super T, ? super Throwable> callback) {
        T result = null;
        Throwable failure = null;
        try {
            result = task.call();
        } catch (Throwable thrown) {
            failure = thrown;
        }
        try {
            callback.accept(result, failure);
        } catch (Throwable dropped) {
            // The callback was told; what it makes of that is nobody else's affair.
        }
    }
}
