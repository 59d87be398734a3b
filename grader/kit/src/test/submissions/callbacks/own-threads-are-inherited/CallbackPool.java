package lockstep.callbacks;

import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;
import java.util.function.BiConsumer;

public final class CallbackPool implements AutoCloseable {

    private final InheritableThreadLocal<Boolean> inside = new InheritableThreadLocal<>();
    private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final List<Thread> workers = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();
    private int pending;
    private boolean closing;

    public CallbackPool(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads);
        }
        for (int i = 0; i < threads; i++) {
            workers.add(new Thread(this::work));
        }
        workers.forEach(Thread::start);
    }

    public <T> void submit(Callable<? extends T> task, BiConsumer<? super T, ? super Throwable> callback) {
        lock.lock();
        try {
            if (closing && inside.get() == null) {
                throw new RejectedExecutionException();
            }
            pending++;
            queue.add(() -> call(task, callback));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            while (pending > 0) {
                quiet.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
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

    private boolean over() {
        lock.lock();
        try {
            return closing && pending == 0;
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        inside.set(true);
        while (!over()) {
            Runnable job;
            try {
                job = queue.poll(2, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                continue;
            }
            if (job == null) {
                continue;
            }
            job.run();
            Thread.interrupted();
            lock.lock();
            try {
                if (--pending == 0) {
                    quiet.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private static <T> void call(Callable<? extends T> task, BiConsumer<? super T, ? super Throwable> callback) {
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
            // as the contract says
        }
    }
}
