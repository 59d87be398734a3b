package lockstep.callbacks;

import java.util.concurrent.Callable;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;

public final class CallbackPool implements AutoCloseable {
    private final Semaphore places;
    private int undone;
    private boolean closing;

    public CallbackPool(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException();
        }
        places = new Semaphore(threads);
    }

    public <T> void submit(Callable<? extends T> task, BiConsumer<? super T, ? super Throwable> callback) {
        synchronized (this) {
            if (closing && undone == 0) {
                throw new RejectedExecutionException();
            }
            undone++;
        }
        new Thread(() -> {
            places.acquireUninterruptibly();
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
                // dropped
            }
            places.release();
            synchronized (this) {
                undone--;
                notifyAll();
            }
        }).start();
    }

    @Override
    public synchronized void close() {
        closing = true;
        boolean interrupted = false;
        while (undone > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
