package lockstep.grader.probe;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import lockstep.engine.Calls;
import lockstep.engine.ExecutionEnded;
import lockstep.engine.control.Hooks;
import lockstep.engine.control.Sneaky;
import org.jspecify.annotations.Nullable;

/**
 * The only way into a submission's code. What comes out of it is the submission's, whatever its stack says, and leaves as
 * a {@link ThrownBySubmission}: an exception of the platform's that the code provoked, an error of memory or stack, a
 * class of its own that cannot be linked.
 *
 * <p>Student code runs in threads that are made for it and that nobody uses afterwards. They look like any others: they
 * have the JVM's default names, and belong to a group named as that of a program's main thread, in which no thread of the
 * kit's lives.
 */
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

    /**
     * Calls into the submission, in the current thread.
     *
     * @throws ThrownBySubmission for whatever is thrown, except for a {@link Signal} and for the engine's own
     */
    public static <T extends @Nullable Object> T call(Callable<T> intoSubmission) {
        try {
            T answer = intoSubmission.call();
            Calls.returned();
            return answer;
        } catch (Throwable thrown) {
            throw crossing(thrown);
        }
    }

    /** Calls into the submission, in the current thread, like {@link #call}. */
    public static void run(Runnable intoSubmission) {
        try {
            intoSubmission.run();
            Calls.returned();
        } catch (Throwable thrown) {
            throw crossing(thrown);
        }
    }

    private static RuntimeException crossing(Throwable thrown) {
        if (thrown instanceof Signal || thrown instanceof ExecutionEnded) {
            throw Sneaky.<RuntimeException>rethrow(thrown);
        }
        // From here on the engine could not tell whether it is its own fault.
        Hooks.caught(thrown);
        return new ThrownBySubmission(Thrown.of(thrown));
    }

    /** Returns whether the current thread is one in which student code may run. */
    public static boolean isOpenHere() {
        return Thread.currentThread().getThreadGroup() == STUDENTS;
    }

    /** Makes a thread in which student code may run. It does not keep the JVM alive. */
    public static Thread thread(Runnable body) {
        // A new thread asks the submission's inheritable variables what it inherits.
        Thread thread = call(() -> new Thread(STUDENTS, body));
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
            throw Sneaky.<RuntimeException>rethrow(thrown == null ? e : thrown);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Asks student code that has a short answer, and takes another one if it does not come in time. */
    static <T> T within(Duration patience, Supplier<T> question, T otherwise) {
        FutureTask<T> task = new FutureTask<>(question::get);
        try {
            thread(task).start();
            return task.get(patience.toNanos(), java.util.concurrent.TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        } catch (Exception | Error e) {
            return otherwise;
        }
    }
}
