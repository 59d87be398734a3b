package lockstep.callbacks;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

public final class CallbackPool implements AutoCloseable {

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private final List<Thread> workers = new ArrayList<>();
    private final Object gate = new Object();
    private boolean closed;
    private volatile boolean over;

    public CallbackPool(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException();
        }
        for (int i = 0; i < threads; i++) {
            Thread worker = new Thread(this::work);
            workers.add(worker);
            worker.start();
        }
    }

    private void work() {
        while (!over) {
            Runnable next = waiting.poll();
            if (next != null) {
                next.run();
            } else {
                LockSupport.parkNanos(100_000);
                Thread.interrupted();
            }
        }
    }

    public <T> void submit(Callable<? extends T> task, BiConsumer<? super T, ? super Throwable> callback) {
        synchronized (gate) {
            if (closed) {
                throw new RejectedExecutionException();
            }
            open.incrementAndGet();
        }
        waiting.add(() -> run(task, callback));
    }

    private <T> void run(Callable<? extends T> task, BiConsumer<? super T, ? super Throwable> callback) {
        T value = null;
        Throwable failure = null;
        try {
            value = task.call();
        } catch (Throwable thrown) {
            failure = thrown;
        }
        try {
            callback.accept(value, failure);
        } catch (Throwable thrown) {
            // A callback harms nobody else.
        } finally {
            Thread.interrupted();
            open.decrementAndGet();
        }
    }

    @Override
    public void close() {
        boolean interrupted = false;
        while (!over) {
            synchronized (gate) {
                if (open.get() == 0) {
                    closed = true;
                    over = true;
                }
            }
            if (!over) {
                LockSupport.parkNanos(100_000);
                interrupted |= Thread.interrupted();
            }
        }
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
}
