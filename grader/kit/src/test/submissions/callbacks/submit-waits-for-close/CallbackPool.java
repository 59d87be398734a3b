package lockstep.callbacks;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** A queue without locks, and a monitor for those who come from outside. */
public final class CallbackPool implements AutoCloseable {
    private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore available = new Semaphore(0);
    private final AtomicInteger undone = new AtomicInteger(1);
    private final AtomicBoolean closing = new AtomicBoolean();
    private final List<Thread> workers;

    public CallbackPool(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: at least 1 expected, found " + threads);
        }
        workers = IntStream.range(0, threads).mapToObj(i -> new Thread(this::work)).toList();
        workers.forEach(Thread::start);
    }

    public <T> void submit(Callable<? extends T> task, BiConsumer<? super T, ? super Throwable> callback) {
        if (!workers.contains(Thread.currentThread())) {
            synchronized (this) {
                accept(task, callback);
            }
        } else {
            accept(task, callback);
        }
    }

    private <T> void accept(Callable<? extends T> task, BiConsumer<? super T, ? super Throwable> callback) {
        if (undone.getAndUpdate(n -> n == 0 ? 0 : n + 1) == 0) {
            throw new RejectedExecutionException("closed");
        }
        waiting.add(() -> run(task, callback));
        available.release();
    }

    private void work() {
        while (true) {
            available.acquireUninterruptibly();
            Runnable next = waiting.poll();
            if (next == null) {
                // Nothing more will ever come: the next one may know it, too.
                available.release();
                return;
            }
            next.run();
            leave();
        }
    }

    private void leave() {
        if (undone.decrementAndGet() == 0) {
            available.release();
        }
    }

    @Override
    public synchronized void close() {
        if (!closing.getAndSet(true)) {
            leave();
        }
        boolean interrupted = false;
        for (int i = 0; i < workers.size(); ) {
            try {
                workers.get(i).join();
                i++;
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
