package lockstep.callbacks;

import java.util.concurrent.Callable;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.function.BiConsumer;

/** The number of unfinished jobs, or CLOSED, is the state of a synchronizer. */
public final class CallbackPool implements AutoCloseable {

    private static final Runnable END = () -> {};

    private final Count unfinished = new Count();
    private final LinkedTransferQueue<Runnable> jobs = new LinkedTransferQueue<>();
    private final Worker[] workers;
    private boolean told;

    public CallbackPool(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads);
        }
        workers = new Worker[threads];
        for (int i = 0; i < threads; i++) {
            workers[i] = new Worker();
            workers[i].start();
        }
    }

    public <T> void submit(Callable<? extends T> task, BiConsumer<? super T, ? super Throwable> callback) {
        if (!unfinished.up()) {
            throw new RejectedExecutionException("closed");
        }
        jobs.put(() -> {
            T result = null;
            Throwable failure = null;
            try {
                result = task.call();
            } catch (Throwable t) {
                failure = t;
            }
            try {
                callback.accept(result, failure);
            } catch (Throwable t) {
                // It is dropped.
            }
        });
    }

    @Override
    public void close() {
        unfinished.acquireShared(1);
        boolean interrupted = false;
        synchronized (workers) {
            for (int i = 0; !told && i < workers.length; i++) {
                jobs.put(END);
            }
            told = true;
        }
        for (Worker worker : workers) {
            boolean joined = false;
            while (!joined) {
                try {
                    worker.join();
                    joined = true;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Count extends AbstractQueuedSynchronizer {
        private static final int CLOSED = -1;

        boolean up() {
            while (true) {
                int now = getState();
                if (now == CLOSED) {
                    return false;
                }
                if (compareAndSetState(now, now + 1)) {
                    return true;
                }
            }
        }

        @Override
        protected boolean tryReleaseShared(int ignored) {
            while (true) {
                int now = getState();
                if (compareAndSetState(now, now - 1)) {
                    return now == 1;
                }
            }
        }

        @Override
        protected int tryAcquireShared(int ignored) {
            return getState() == CLOSED || compareAndSetState(0, CLOSED) ? 1 : -1;
        }
    }

    private final class Worker extends Thread {
        @Override
        public void run() {
            for (Runnable job = take(); job != END; job = take()) {
                job.run();
                unfinished.releaseShared(1);
            }
        }

        private Runnable take() {
            while (true) {
                try {
                    return jobs.take();
                } catch (InterruptedException e) {
                    // It was meant for a task that has ended.
                }
            }
        }
    }
}
