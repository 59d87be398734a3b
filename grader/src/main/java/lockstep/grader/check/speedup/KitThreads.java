package lockstep.grader.check.speedup;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;

/**
 * Threads that do the kit's own work in a JVM that a submission's threads share, and those that they start. They are in a
 * group of their own, which no thread of a submission can be in, count or interrupt.
 */
final class KitThreads {

    private final ThreadGroup group;

    KitThreads() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        this.group = new ThreadGroup(root, "main");
    }

    /** Starts a thread that does not keep the JVM alive. */
    <T> FutureTask<T> start(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(group, task);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    /** Returns the ids of those that live now. */
    @SuppressWarnings("deprecation") // threadId() is from Java 19 on
    Set<Long> ids() {
        Thread[] threads = new Thread[2 * group.activeCount() + 8];
        int count = group.enumerate(threads);
        return Arrays.stream(threads, 0, count).map(Thread::getId).collect(Collectors.toSet());
    }
}
