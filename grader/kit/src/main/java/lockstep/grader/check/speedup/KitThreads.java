package lockstep.grader.check.speedup;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * Threads that do the kit's own work in a JVM that a submission's threads share, and those that they start. They are in a
 * group of their own, which no thread of a submission can be in, count or interrupt.
 */
final class KitThreads {

    private final ThreadGroup root = root();
    private final ThreadGroup group = new ThreadGroup(root, "main");

    private static ThreadGroup root() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        return root;
    }

    /** Starts a thread that does not keep the JVM alive. */
    <T> FutureTask<T> start(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(group, task);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    /** Returns all other threads of this JVM that live now; one that is about to end is nobody's any more. */
    List<Thread> others() {
        Thread[] threads = new Thread[2 * root.activeCount() + 16];
        int count = root.enumerate(threads);
        return Arrays.stream(threads, 0, count).filter(this::isOther).toList();
    }

    private boolean isOther(Thread thread) {
        ThreadGroup of = thread.getThreadGroup();
        return of != null && !group.parentOf(of);
    }
}
