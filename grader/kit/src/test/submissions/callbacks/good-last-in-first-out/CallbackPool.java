package lockstep.callbacks;

import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/** Threads that take the newest task first, and end when all others are idle. */
public final class CallbackPool implements AutoCloseable {
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private final Condition end = lock.newCondition();
    private int idle;
    private int alive;
    private final int threads;
    private boolean closing;

    private final class Worker extends Thread {
        @Override
        public void run() {
            lock.lock();
            try {
                while (true) {
                    Runnable next = waiting.pollLast();
                    if (next != null) {
                        lock.unlock();
                        try {
                            next.run();
                        } finally {
                            lock.lock();
                        }
                    } else if (closing && idle == alive - 1) {
                        something.signalAll();
                        break;
                    } else {
                        idle++;
                        something.awaitUninterruptibly();
                        idle--;
                        if (closing && waiting.isEmpty() && idle == alive - 1) {
                            break;
                        }
                    }
                }
            } finally {
                alive--;
                something.signalAll();
                end.signalAll();
                lock.unlock();
            }
        }
    }

    public CallbackPool(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: at least 1 expected, found " + threads);
        }
        this.threads = threads;
    }

    public <T> void submit(Callable<? extends T> task, BiConsumer<? super T, ? super Throwable> callback) {
        lock.lock();
        try {
            if (closing && alive == 0) {
                throw new RejectedExecutionException("closed");
            }
            waiting.add(() -> CallbackPool.run(task, callback));
            if (idle > 0) {
                something.signal();
            }
            if (alive < threads) {
                alive++;
                new Worker().start();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            something.signalAll();
            while (alive > 0) {
                end.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
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
