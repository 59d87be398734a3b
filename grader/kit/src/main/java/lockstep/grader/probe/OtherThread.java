package lockstep.grader.probe;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * A call that runs in a thread of its own, so that a probe can see it wait, and can go on when it waits for ever.
 *
 * @param <T> what the call returns
 */
public final class OtherThread<T extends @Nullable Object> {

    /** Long enough for a short call on a machine under load: only a call that never ends takes this long. */
    public static final Duration PATIENCE = Duration.ofSeconds(4);

    /** How long a thread that spins instead of waiting is watched. */
    private static final Duration WATCH = Duration.ofSeconds(1);

    private static final long LOOK_MILLIS = 10;

    private final FutureTask<T> task;
    private final Thread thread;

    private OtherThread(Callable<T> body) {
        this.task = new FutureTask<>(body);
        this.thread = Boundary.thread(task);
    }

    /** Starts the call. */
    public static <T extends @Nullable Object> OtherThread<T> start(Callable<T> body) {
        OtherThread<T> other = new OtherThread<>(body);
        other.thread.start();
        return other;
    }

    /**
     * Makes the call in a thread of its own and returns what it returns.
     *
     * @param call the call as a student would write it
     * @param advice what to tell if it never ends; null takes the check's own
     * @throws Exception what the call throws, the same object
     */
    public static <T extends @Nullable Object> T call(String call, @Nullable Advice advice, Callable<T> body)
            throws Exception {
        return start(body).answer(call, advice);
    }

    /** Returns the thread, to interrupt it. */
    public Thread thread() {
        return thread;
    }

    /** Returns whether the call ends within this time. */
    public boolean endsWithin(Duration time) throws InterruptedException {
        thread.join(time.toMillis());
        return !thread.isAlive();
    }

    /** Waits until the call has ended or its thread waits for something, but not for ever: it may spin. */
    public void awaitEndOrWait() {
        long deadline = System.nanoTime() + WATCH.toNanos();
        while (thread.isAlive() && !isWaiting() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(100_000);
        }
    }

    private boolean isWaiting() {
        return switch (thread.getState()) {
            case BLOCKED, WAITING, TIMED_WAITING -> true;
            case NEW, RUNNABLE, TERMINATED -> false;
        };
    }

    /**
     * Waits for the call's end and returns its answer; fails with the thread's stack if it does not end in
     * {@link #PATIENCE}.
     *
     * @param call the call as a student would write it
     * @param advice what to tell if it never ends; null takes the check's own
     * @throws Exception what the call throws, the same object
     */
    public T answer(String call, @Nullable Advice advice) throws Exception {
        try {
            return answerWithin(PATIENCE);
        } catch (TimeoutException e) {
            throw neverEnds(call, advice);
        }
    }

    /**
     * Waits for the call's end and returns its answer.
     *
     * @throws TimeoutException if it does not end in this time
     * @throws Exception what the call throws, the same object
     */
    public T answerWithin(Duration time) throws Exception {
        try {
            return task.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception thrown) {
                throw thrown;
            }
            if (e.getCause() instanceof Error thrown) {
                throw thrown;
            }
            throw e;
        }
    }

    /**
     * Waits until the latch is open; fails if the call ends first or neither happens in {@link #PATIENCE}.
     *
     * @param call the call as a student would write it
     * @param missing what has not happened as long as the latch is closed: {@code "its operation was never called"}
     * @throws Exception what the call throws, the same object
     */
    public void awaitOpen(CountDownLatch latch, String call, String missing) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!latch.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            if (task.isDone() && latch.getCount() > 0) {
                T answer = answerWithin(PATIENCE);
                throw CheckFailedError.because(
                        call + " returned, though " + missing + ".",
                        new Evidence.Counterexample(call, "does not return yet", "returned " + answer));
            }
            if (System.nanoTime() - deadline > 0) {
                throw neverEnds(call + ", and " + missing + ": it", null);
            }
        }
    }

    /** Returns the failure for a call that does not end, with what its thread is doing; then interrupts it. */
    public CheckFailedError neverEnds(String call, @Nullable Advice advice) {
        Evidence.StuckThreads stuck = ThreadReport.of(call, List.of(thread));
        thread.interrupt();
        return ThreadReport.neverEnds(call + " did not return", advice, stuck);
    }
}
