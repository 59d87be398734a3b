package lockstep.grader.check.structure;

import java.util.Set;

/** What counts as taking a lock: entering a monitor, asking a lock or a semaphore of the JDK for it, or parking in one of its own. */
public final class Locks {

    private static final Set<String> TYPES = Set.of(
            "java.util.concurrent.locks.Lock",
            "java.util.concurrent.locks.ReentrantLock",
            "java.util.concurrent.locks.ReadWriteLock",
            "java.util.concurrent.locks.ReentrantReadWriteLock",
            "java.util.concurrent.locks.ReentrantReadWriteLock$ReadLock",
            "java.util.concurrent.locks.ReentrantReadWriteLock$WriteLock",
            "java.util.concurrent.locks.StampedLock",
            "java.util.concurrent.locks.AbstractQueuedSynchronizer",
            "java.util.concurrent.locks.AbstractQueuedLongSynchronizer",
            "java.util.concurrent.locks.LockSupport",
            "java.util.concurrent.Semaphore");

    private static final Set<String> CALLS = Set.of(
            "lock",
            "lockInterruptibly",
            "tryLock",
            "writeLock",
            "writeLockInterruptibly",
            "tryWriteLock",
            "acquire",
            "acquireInterruptibly",
            "acquireUninterruptibly",
            "tryAcquire",
            "park",
            "parkNanos",
            "parkUntil");

    private Locks() {}

    /** Returns whether a lock is taken anywhere in these classes. */
    public static boolean areTaken(SubmissionClasses classes) {
        return classes.usesMonitor()
                || classes.uses().anyMatch(use -> CALLS.contains(use.member()) && classes.isA(use.owner(), TYPES));
    }
}
