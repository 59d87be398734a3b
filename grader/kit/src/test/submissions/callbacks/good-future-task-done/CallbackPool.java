package lockstep.callbacks;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/** A FutureTask that calls back when it is done, and a semaphore that all who close pass. */
public final class CallbackPool implements AutoCloseable {
    private final ThreadPoolExecutor pool;
    private final Semaphore allDone = new Semaphore(0);
    private final AtomicLong undone = new AtomicLong();
    private final Object door = new Object();
    private boolean closing;
    private boolean closed;

    public CallbackPool(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: at least 1 expected, found " + threads);
        }
        pool = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    }

    private final class Told<T> extends FutureTask<T> {
        private final BiConsumer<? super T, ? super Throwable> callback;

        Told(Callable<T> task, BiConsumer<? super T, ? super Throwable> callback) {
            super(task);
            this.callback = callback;
        }

        @Override
        protected void done() {
            T result = null;
            Throwable failure = null;
            try {
                result = get();
            } catch (ExecutionException e) {
                failure = e.getCause();
            } catch (InterruptedException e) {
                throw new AssertionError("it is done", e);
            }
            try {
                callback.accept(result, failure);
            } catch (Throwable dropped) {
                // Told.
            } finally {
                leave();
            }
        }
    }

    private void leave() {
        synchronized (door) {
            if (undone.decrementAndGet() == 0 && closing) {
                closed = true;
                allDone.release(1_000_000);
            }
        }
    }

    public <T> void submit(Callable<? extends T> task, BiConsumer<? super T, ? super Throwable> callback) {
        synchronized (door) {
            if (closed) {
                throw new RejectedExecutionException("closed");
            }
            undone.incrementAndGet();
        }
        pool.execute(new Told<T>(task::call, callback));
    }

    @Override
    public void close() {
        synchronized (door) {
            if (!closing) {
                closing = true;
                if (undone.get() == 0) {
                    closed = true;
                    allDone.release(1_000_000);
                }
            }
        }
        allDone.acquireUninterruptibly();
        pool.shutdown();
        boolean interrupted = false;
        while (!pool.isTerminated()) {
            try {
                pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
