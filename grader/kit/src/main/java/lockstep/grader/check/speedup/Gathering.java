package lockstep.grader.check.speedup;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.probe.ThreadCensus;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * A place in an instrumented function where several threads must be at the same time; tells how they came when they did
 * not come together. Each thread waits on its first visit until all have come, or the deadline has passed, or it is certain
 * that the others will not come. A load on the machine makes threads come late, never apart, as long as the deadline is
 * generous.
 */
public final class Gathering {

    private final int parties;
    private final Duration deadline;
    private final ThreadCensus before = ThreadCensus.take();
    private final Standstill standstill = new Standstill();
    private final CountDownLatch missing;
    private final Set<Thread> visitors = new HashSet<>();
    private volatile boolean late;
    private @Nullable SourceLocation heldUpAt;
    private volatile @Nullable SourceLocation visitedFrom;

    /** How the threads came. */
    public enum Shape {
        /** All were there at the same time. */
        TOGETHER,
        /** As many came as were awaited, but not at the same time, and none was seen waiting at the door. */
        ONE_AFTER_THE_OTHER,
        /** While one was inside, another waited for a lock or for another thread in the submission's code. */
        HELD_UP,
        /** Only one ever came. */
        IN_ONE_THREAD,
        /** More than one came, but fewer than were awaited. */
        TOO_FEW
    }

    /** Makes the place, in the thread that makes the call; threads that live now already are not among those that are watched. */
    public Gathering(int parties, Duration deadline) {
        this.parties = parties;
        this.deadline = deadline;
        this.missing = new CountDownLatch(parties);
    }

    /** Comes to the place; a thread that has been here before goes on at once. */
    public void visit() {
        synchronized (this) {
            if (!visitors.add(Thread.currentThread())) {
                return;
            }
        }
        boolean waited = false;
        try {
            visitedFrom = SubmissionFrames.topmost(new Throwable()).orElse(null);
            missing.countDown();
            if (!standstill.await(missing, deadline)) {
                giveUp();
            }
            waited = true;
        } finally {
            // Whoever comes with a stack that is nearly full has not been here.
            if (!waited) {
                late = true;
            }
        }
    }

    /** One full wait is enough: whoever comes from now on comes too late, and must not wait in vain. */
    private synchronized void giveUp() {
        if (late) {
            return;
        }
        late = true;
        heldUpAt = before.newcomers().stream()
                .filter(thread -> !visitors.contains(thread))
                .flatMap(thread -> waitingLine(thread).stream())
                .findFirst()
                .orElse(null);
        while (missing.getCount() > 0) {
            missing.countDown();
        }
    }

    private static Optional<SourceLocation> waitingLine(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        Thread.State state = thread.getState();
        boolean waits = state == Thread.State.BLOCKED || state == Thread.State.WAITING;
        boolean takesTasks = Arrays.stream(stack)
                .anyMatch(frame -> frame.getMethodName().equals("getTask")
                        || frame.getMethodName().equals("awaitWork"));
        return waits && !takesTasks ? SubmissionFrames.topmost(stack) : Optional.empty();
    }

    /** Returns how the threads came, once all is over. */
    public synchronized Shape shape() {
        if (!late && visitors.size() >= parties) {
            return Shape.TOGETHER;
        }
        if (visitors.size() <= 1) {
            return Shape.IN_ONE_THREAD;
        }
        if (heldUpAt != null) {
            return Shape.HELD_UP;
        }
        return visitors.size() >= parties ? Shape.ONE_AFTER_THE_OTHER : Shape.TOO_FEW;
    }

    /** Returns the line at which another thread waited while one was inside, if one did. */
    public synchronized @Nullable SourceLocation heldUpAt() {
        return heldUpAt;
    }

    /** Returns the line from which the last one came here for the first time, or null. */
    public @Nullable SourceLocation visitedFrom() {
        return visitedFrom;
    }

    /** Returns how many threads came. */
    public synchronized int visitors() {
        return visitors.size();
    }
}
