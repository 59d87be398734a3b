package lockstep.callbacks;

import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

public final class CallbackPool implements AutoCloseable {
    private final ForkJoinPool pool;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition allDone = lock.newCondition();
    private int undone;
    private boolean closing;

    public CallbackPool(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: at least 1 expected, found " + threads);
        }
        pool = new ForkJoinPool(threads, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true);
    }

    public <T> void submit(Callable<? extends T> task, BiConsumer<? super T, ? super Throwable> callback) {
        lock.lock();
        try {
            if (closing && undone == 0) {
                throw new RejectedExecutionException("closed");
            }
            undone++;
        } finally {
            lock.unlock();
        }
        pool.execute(() -> {
            run(task, callback);
            lock.lock();
            try {
                undone--;
                if (undone == 0) {
                    allDone.signalAll();
                }
            } finally {
                lock.unlock();
            }
        });
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
        } finally {
            lock.unlock();
        }
        pool.awaitQuiescence(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        pool.shutdown();
        boolean interrupted = false;
        while (!pool.isTerminated()) {
            try {
                pool.awaitTermination(1, TimeUnit.HOURS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
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
            // Told.
        }
    }
}
