package lockstep.grader.probe;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** The way into a submission's code: threads that are made for it, and that nobody uses afterwards. */
public final class Boundary {

    private static final ThreadGroup STUDENTS = new ThreadGroup(root(), "main");

    private Boundary() {}

    private static ThreadGroup root() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    /** Makes a thread in which student code may run. It does not keep the JVM alive. */
    public static Thread thread(Runnable body) {
        Thread thread = new Thread(STUDENTS, body);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Does something that calls into the submission in a thread of its own, and waits for it, even if interrupted: an
     * interrupt that student code keeps for the thread that it was called from comes too late for anybody.
     *
     * @throws Exception what the body throws, the same object, checked or not
     */
    public static <T extends @Nullable Object> T apart(Callable<T> body) throws Exception {
        FutureTask<T> task = new FutureTask<>(body);
        thread(task).start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            Throwable thrown = e.getCause();
            throw Boundary.<RuntimeException>sneak(thrown == null ? e : thrown);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> RuntimeException sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
