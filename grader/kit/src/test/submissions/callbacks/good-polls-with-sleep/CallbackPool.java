package lockstep.callbacks;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

public final class CallbackPool implements AutoCloseable {

    private final ExecutorService workers;
    private final AtomicInteger open = new AtomicInteger();

    public CallbackPool(int threads) {
        workers = Executors.newFixedThreadPool(threads);
    }

    public <T> void submit(Callable<? extends T> task, BiConsumer<? super T, ? super Throwable> callback) {
        open.incrementAndGet();
        try {
            workers.execute(() -> run(task, callback));
        } catch (RejectedExecutionException e) {
            open.decrementAndGet();
            throw e;
        }
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
        boolean interrupted = poll(() -> open.get() == 0);
        workers.shutdown();
        interrupted |= poll(workers::isTerminated);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean poll(BooleanSupplier done) {
        boolean interrupted = false;
        while (!done.getAsBoolean()) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }
}
