package lockstep.callbacks;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;
import java.util.function.BiConsumer;
public final class CallbackPool implements AutoCloseable {
    private final ExecutorService pool;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean closed;
    public CallbackPool(int threads) {
        if (threads < 1) throw new IllegalArgumentException();
        pool = Executors.newFixedThreadPool(threads);
    }
    public <T> void submit(Callable<? extends T> task, BiConsumer<? super T, ? super Throwable> callback) {
        lock.readLock().lock();
        try {
            if (closed) throw new RejectedExecutionException();
            waiting.incrementAndGet();
            pool.execute(() -> {
                lock.readLock().lock();
                try {
                    T result = null; Throwable failure = null;
                    try { result = task.call(); } catch (Throwable t) { failure = t; }
                    try { callback.accept(result, failure); } catch (Throwable t) { /* dropped */ }
                } finally {
                    waiting.decrementAndGet();
                    lock.readLock().unlock();
                }
            });
        } finally { lock.readLock().unlock(); }
    }
    @Override
    public void close() {
        while (!closed) {
            lock.writeLock().lock();
            try {
                if (waiting.get() == 0) closed = true;
            } finally { lock.writeLock().unlock(); }
            Thread.yield();
        }
        pool.shutdown();
        boolean interrupted = false;
        while (!pool.isTerminated()) {
            try { pool.awaitTermination(1, TimeUnit.DAYS); } catch (InterruptedException e) { interrupted = true; }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
