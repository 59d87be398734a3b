package lockstep.callbacks;

import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;
import java.util.function.BiConsumer;

public final class CallbackPool implements AutoCloseable {

    private record Job<T>(Callable<? extends T> task, BiConsumer<? super T, ? super Throwable> callback) {
        void run() {
            T result = null;
            Throwable failure = null;
            try {
                result = task.call();
            } catch (Throwable t) {
                failure = t;
            }
            try {
                callback.accept(result, failure);
            } catch (Throwable dropped) {
                // dropped
            }
        }
    }

    private final LinkedBlockingQueue<Job<?>> queue = new LinkedBlockingQueue<>();
    private final Set<Job<?>> open = new HashSet<>();
    private final List<Thread> workers = new ArrayList<>();
    private boolean closing;

    public CallbackPool(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads);
        }
        for (int i = 0; i < threads; i++) {
            Thread t = new Thread(this::work);
            t.setDaemon(true);
            workers.add(t);
        }
        workers.forEach(Thread::start);
    }

    public <T> void submit(Callable<? extends T> task, BiConsumer<? super T, ? super Throwable> callback) {
        Job<T> job = new Job<>(task, callback);
        synchronized (open) {
            if (closing && (open.isEmpty() || !workers.contains(Thread.currentThread()))) {
                throw new RejectedExecutionException("closed");
            }
            open.add(job);
            queue.add(job);
        }
    }

    @Override
    public void close() {
        boolean interrupted = false;
        synchronized (open) {
            closing = true;
            while (!open.isEmpty()) {
                try {
                    open.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        for (Thread t : workers) {
            while (t.isAlive()) {
                try {
                    t.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        while (true) {
            try {
                Job<?> job = queue.poll(2, TimeUnit.MILLISECONDS);
                if (job != null) {
                    job.run();
                    Thread.interrupted();
                    synchronized (open) {
                        open.remove(job);
                        open.notifyAll();
                    }
                }
            } catch (InterruptedException e) {
                // go on
            }
            synchronized (open) {
                if (closing && open.isEmpty() && queue.isEmpty()) {
                    return;
                }
            }
        }
    }
}
