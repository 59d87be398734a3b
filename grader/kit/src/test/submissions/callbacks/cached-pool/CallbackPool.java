package lockstep.callbacks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

public final class CallbackPool implements AutoCloseable {
    private final List<Thread> crew = new ArrayList<>();
    private final ExecutorService pool;
    private long undone;
    private boolean closing;

    public CallbackPool(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: at least 1 expected, found " + threads);
        }
        pool = Executors.newCachedThreadPool(this::worker);
    }

    private Thread worker(Runnable body) {
        Thread worker = new Thread(body);
        synchronized (crew) {
            crew.add(worker);
        }
        return worker;
    }

    public <T> void submit(Callable<? extends T> task, BiConsumer<? super T, ? super Throwable> callback) {
        synchronized (this) {
            if (closing && undone == 0) {
                throw new RejectedExecutionException("closed");
            }
            undone++;
        }
        pool.execute(() -> {
            try {
                run(task, callback);
            } finally {
                done();
            }
        });
    }

    private synchronized void done() {
        undone--;
        notifyAll();
    }

    @Override
    public void close() {
        boolean interrupted = false;
        synchronized (this) {
            closing = true;
            while (undone > 0) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        pool.shutdown();
        List<Thread> all;
        synchronized (crew) {
            all = List.copyOf(crew);
        }
        for (Thread worker : all) {
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
