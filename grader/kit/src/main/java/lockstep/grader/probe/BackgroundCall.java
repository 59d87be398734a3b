package lockstep.grader.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * A call into a submission that runs in a thread of its own, so that the probe can watch it wait, interrupt it, and see
 * whether it comes back too early or never.
 *
 * @param <T> what the call returns
 */
public final class BackgroundCall<T> {

    /** How long a call must have been seen waiting before it counts as one that waits for someone. */
    private static final Duration SETTLED = Duration.ofMillis(250);

    /** Long enough not to be taken in by a wait for a class that is being loaded. */
    private static final Duration NOTICED = Duration.ofMillis(30);

    private static final int POLL_MILLIS = 5;

    private final String text;
    private final ThreadCensus before = ThreadCensus.take();
    private final FutureTask<T> task;
    private final Thread thread;

    private BackgroundCall(String text, Callable<T> body) {
        this.text = text;
        this.task = new FutureTask<>(body);
        this.thread = Boundary.thread(task);
    }

    /**
     * Starts the call.
     *
     * @param text the call as a student would write it
     */
    public static <T> BackgroundCall<T> start(String text, Callable<T> body) {
        BackgroundCall<T> call = new BackgroundCall<>(text, body);
        call.thread.start();
        return call;
    }

    /** Returns the thread that makes the call. */
    public Thread caller() {
        return thread;
    }

    /** Interrupts the thread that makes the call. */
    public void interrupt() {
        thread.interrupt();
    }

    /** Returns whether the call has returned or thrown. */
    public boolean hasEnded() {
        return task.isDone();
    }

    /** Waits until someone has come to the hold, but no longer than the limit, nor after the call has thrown. */
    public void awaitArrival(Hold hold, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!hold.awaitArrival(Duration.ofMillis(POLL_MILLIS)) && !hasThrown() && System.nanoTime() - end < 0) {
            // A call that has returned already may have left threads behind that are still to come.
            Thread.onSpinWait();
        }
    }

    private boolean hasThrown() {
        if (!task.isDone()) {
            return false;
        }
        boolean interrupted = Thread.interrupted();
        try {
            task.get();
            return false;
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns the threads that live now and did not when the call began, without the caller. */
    public List<Thread> startedThreads() {
        return before.newcomers().stream().filter(other -> other != thread).toList();
    }

    /**
     * Waits until the call either has ended or is seen to wait at all.
     *
     * @param limit how long a call may do neither, as one that spins does
     */
    public void awaitFirstWait(Duration limit) throws InterruptedException {
        watch(NOTICED, true, limit);
    }

    /**
     * Watches a call that has every reason to wait and returns whether it ends all the same.
     *
     * <p>A call that waits without a time limit is given up on soon, one that sleeps or waits for a while only after the
     * patience has passed. The answer true is certain, whatever the machine does; the answer false can miss a call that
     * was slow to end.
     */
    public boolean endsNevertheless(Duration patience) throws InterruptedException {
        return watch(SETTLED, false, patience);
    }

    private boolean watch(Duration settled, boolean ofAnyKind, Duration limit) throws InterruptedException {
        long begin = System.nanoTime();
        long waitingSince = begin;
        boolean waited = false;
        while (!task.isDone()) {
            long now = System.nanoTime();
            boolean waits = isWaiting(ofAnyKind) && !thread.isInterrupted();
            if (waits && !waited) {
                waitingSince = now;
            }
            waited = waits;
            if (waits && now - waitingSince >= settled.toNanos() || now - begin >= limit.toNanos()) {
                return task.isDone();
            }
            thread.join(POLL_MILLIS);
        }
        return true;
    }

    private boolean isWaiting(boolean ofAnyKind) {
        Thread.State state = thread.getState();
        return state == Thread.State.WAITING
                || state == Thread.State.BLOCKED
                || state == Thread.State.TIMED_WAITING && (ofAnyKind || !waitsForAWhile());
    }

    /** Returns whether the caller sleeps or waits with a time limit of the submission's choice. */
    private boolean waitsForAWhile() {
        return waitsIn("sleep") || waitsIn("join") || waitsIn("awaitTermination") || waitsIn("get") || waitsIn("await");
    }

    /** Returns whether the submission's own code is just in a method of this name of the JDK. */
    public boolean waitsIn(String method) {
        String below = "";
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (SubmissionFrames.isOfSubmission(frame)) {
                return below.equals(method);
            }
            below = frame.getMethodName();
        }
        return false;
    }

    /** Waits until the call has returned or thrown; fails if it does not within the limit. */
    public void awaitEnd(Duration limit) throws InterruptedException {
        awaitEnd(limit, null);
    }

    /** Returns or throws what the call returned or threw; fails if it does not end within the limit. */
    public T await(Duration limit) throws InterruptedException {
        return await(limit, null);
    }

    /**
     * Returns or throws what the call returned or threw; fails with this advice if it does not end within the limit.
     */
    public T await(Duration limit, @Nullable Advice ifStuck) throws InterruptedException {
        awaitEnd(limit, ifStuck);
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("a call that crosses no boundary", e);
        }
    }

    private void awaitEnd(Duration limit, @Nullable Advice ifStuck) throws InterruptedException {
        thread.join(limit.toMillis());
        if (!task.isDone()) {
            List<Thread> stuck = new ArrayList<>(List.of(thread));
            stuck.addAll(startedThreads());
            Evidence.StuckThreads report = ThreadReport.of(text, stuck);
            throw CheckFailedError.because(
                    text + " did not come back within " + limit.toSeconds() + " seconds.",
                    ifStuck,
                    ThreadReport.firstLine(report),
                    report);
        }
    }
}
