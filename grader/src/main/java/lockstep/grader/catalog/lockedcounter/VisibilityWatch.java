package lockstep.grader.catalog.lockedcounter;

import lockstep.lockedcounter.LockedCounter;

/**
 * A thread that reads a counter in a tight loop, and one that changes it once the loop runs as compiled code.
 *
 * <p>A compiler may move an unguarded reading out of such a loop, and does. The reading loop calls nothing that would
 * stop the compiler from it: {@link System#nanoTime} has no effect on memory, and the thread's own fields are plain.
 */
final class VisibilityWatch {

    /** Enough for the loop to be compiled on most machines; if it is not, a fault goes unseen in this round. */
    private static final long WARM_UP_NANOS = 60_000_000;

    /** How long after the change the old value may still be read by a thread that was not scheduled. */
    private static final long PATIENCE_NANOS = 400_000_000;

    private final LockedCounter counter;
    private volatile boolean reading;
    private volatile long changedAt;
    private long lastAskedAt;
    private long lastRead;

    VisibilityWatch(LockedCounter counter) {
        this.counter = counter;
    }

    /** Changes the counter once the reader has been at it for a while. */
    void change() {
        while (!reading) {
            Thread.onSpinWait();
        }
        long until = System.nanoTime() + WARM_UP_NANOS;
        while (System.nanoTime() - until < 0) {
            Thread.onSpinWait();
        }
        counter.increment();
        changedAt = System.nanoTime();
    }

    /** Reads the counter until it sees the change or the change is long past. */
    void read() {
        reading = true;
        long until = System.nanoTime() + WARM_UP_NANOS + PATIENCE_NANOS;
        long now;
        long value;
        do {
            now = System.nanoTime();
            value = counter.get();
        } while (value == 0 && now - until < 0);
        lastAskedAt = now;
        lastRead = value;
    }

    /** Returns whether the last reading began after the change had finished, and returned the old value. */
    boolean isStale() {
        return lastRead == 0 && changedAt != 0 && lastAskedAt - changedAt > 0;
    }
}
