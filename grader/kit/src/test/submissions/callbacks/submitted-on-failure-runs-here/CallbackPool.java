package lockstep.callbacks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/** Own threads, one lock, two conditions. */
public final class CallbackPool implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition done = lock.newCondition();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final List<Thread> threads = new ArrayList<>();
    private final ThreadLocal<Boolean> inFailure = new ThreadLocal<>();
    private int open;
    private boolean closing;

    public CallbackPool(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads < 1");
        }
        for (int i = 0; i < threads; i++) {
            this.threads.add(new Thread(this::work));
        }
        this.threads.forEach(Thread::start);
    }

    public <T> void submit(Callable<? extends T> task, BiConsumer<? super T, ? super Throwable> callback) {
        lock.lock();
        try {
            if (closing && open == 0) {
                throw new RejectedExecutionException();
            }
            open++;
            if (!Boolean.TRUE.equals(inFailure.get())) {
                waiting.add(() -> call(task, callback));
                work.signal();
                return;
            }
            open--;
        } finally {
            lock.unlock();
        }
        call(task, callback); // a retry: at once
    }

    private <T> void call(Callable<? extends T> task, BiConsumer<? super T, ? super Throwable> callback) {
        T result = null;
        Throwable failure = null;
        try {
            result = task.call();
        } catch (Throwable t) {
            failure = t;
        }
        try {
            inFailure.set(failure != null);
            callback.accept(result, failure);
        } catch (Throwable t) {
            // dropped
        }
        inFailure.remove();
    }

    private void work() {
        while (true) {
            Runnable next;
            lock.lock();
            try {
                while (waiting.isEmpty()) {
                    if (closing && open == 0) {
                        return;
                    }
                    work.awaitUninterruptibly();
                }
                next = waiting.remove();
            } finally {
                lock.unlock();
            }
            next.run();
            lock.lock();
            try {
                open--;
                if (closing && open == 0) {
                    work.signalAll();
                    done.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            while (open > 0) {
                done.awaitUninterruptibly();
            }
            work.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
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
