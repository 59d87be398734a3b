package lockstep.lockedcounter;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;

/** A counter that many threads share, guarded by a lock: a monitor, a {@code Lock} or a {@code Semaphore}. */
public final class LockedCounter {

    /** Private, so that nobody else can hold it, and reentrant, so that an operation may use the counter. */
    private final ReentrantLock lock = new ReentrantLock();

    /** Read and written only by the thread that holds the lock. */
    private long value;

    /** Creates a counter that holds {@code initial}. */
    public LockedCounter(long initial) {
        lock.lock();
        try {
            value = initial;
        } finally {
            lock.unlock();
        }
    }

    /** Adds 1. */
    public void increment() {
        lock.lock();
        try {
            value++;
        } finally {
            lock.unlock();
        }
    }

    /** Subtracts 1. */
    public void decrement() {
        lock.lock();
        try {
            value--;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the value that the latest finished change left. */
    public long get() {
        lock.lock();
        try {
            return value;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Adds 1 if the value is below {@code limit}, as one step that no other thread can come between.
     *
     * @return whether it added 1
     */
    public boolean incrementIfBelow(long limit) {
        lock.lock();
        try {
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Replaces the value by {@code operation(value)} as one step, calling {@code operation} exactly once.
     *
     * @return the new value
     * @throws RuntimeException whatever {@code operation} throws; the value is then unchanged and the counter usable
     */
    public long update(LongUnaryOperator operation) {
        lock.lock();
        try {
            long updated = operation.applyAsLong(value);
            value = updated;
            return updated;
        } finally {
            lock.unlock();
        }
    }
}
