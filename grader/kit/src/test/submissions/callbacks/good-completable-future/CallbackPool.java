package lockstep.callbacks;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/** A future that the callback is attached to before anybody can complete it; a count without locks that holds one for the pool itself. */
public final class CallbackPool implements AutoCloseable {
    private final ExecutorService pool;
    private final AtomicLong undone = new AtomicLong(1);
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);

    public CallbackPool(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: at least 1 expected, found " + threads);
        }
        pool = Executors.newFixedThreadPool(threads);
    }

    public <T> void submit(Callable<? extends T> task, BiConsumer<? super T, ? super Throwable> callback) {
        long now;
        do {
            now = undone.get();
            if (now == 0) {
                throw new RejectedExecutionException("closed");
            }
        } while (!undone.compareAndSet(now, now + 1));
        CompletableFuture<T> outcome = new CompletableFuture<>();
        outcome.whenComplete(callback);
        pool.execute(() -> {
            try {
                outcome.complete(task.call());
            } catch (Throwable thrown) {
                outcome.completeExceptionally(thrown);
            } finally {
                countDown();
            }
        });
    }

    /** The pool itself counts as one that is not done, until it is closed. */
    private void countDown() {
        if (undone.decrementAndGet() == 0) {
            over.countDown();
        }
    }

    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            countDown();
        }
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                over.await();
                pool.shutdown();
                ended = pool.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
