package lockstep.engine.jdk.woven;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Stands for the executor with a thread of its own for each task, of JDK 21 and later. */
@SuppressWarnings({"unused", "MissingJavadoc"}) // called from woven code
public final class ThreadPerTaskExecutor extends AbstractExecutorService {

    private final ThreadFactory factory;
    private final CountDownLatch terminated = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private boolean shutDown;

    private ThreadPerTaskExecutor(ThreadFactory factory) {
        this.factory = Objects.requireNonNull(factory);
    }

    public static ThreadPerTaskExecutor create(ThreadFactory factory) {
        return new ThreadPerTaskExecutor(factory);
    }

    @Override
    public synchronized void execute(Runnable task) {
        Objects.requireNonNull(task);
        if (shutDown) {
            throw new RejectedExecutionException();
        }
        Thread thread = factory.newThread(() -> {
            try {
                task.run();
            } finally {
                left(ThreadPerTaskExecutor.currentThread());
            }
        });
        threads.add(thread);
        thread.start();
    }

    private static Thread currentThread() {
        return Thread.currentThread();
    }

    private synchronized void left(Thread thread) {
        threads.remove(thread);
        endIfLast();
    }

    private void endIfLast() {
        if (shutDown && threads.isEmpty()) {
            terminated.countDown();
        }
    }

    @Override
    public synchronized void shutdown() {
        shutDown = true;
        endIfLast();
    }

    @Override
    public synchronized List<Runnable> shutdownNow() {
        shutdown();
        threads.forEach(Thread::interrupt);
        return List.of();
    }

    @Override
    public synchronized boolean isShutdown() {
        return shutDown;
    }

    @Override
    public boolean isTerminated() {
        return terminated.getCount() == 0;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return terminated.await(timeout, unit);
    }
}
