package lockstep.lockedcounter;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;

/**
 * A counter that many threads share, guarded by a lock: a monitor, a {@code Lock}, a {@code Semaphore}, or a class of your
 * own that waits by one of them.
 *
 * <p>The value is a {@code long} and wraps around like one. Counters are independent of each other: no method changes
 * another counter, or waits because a thread is busy with another counter.
 *
 * <p>An interrupt neither ends nor skips what a method does. A thread that is interrupted before a call or while it waits
 * waits its turn all the same, does its work, and has its interrupt flag set afterwards.
 */
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

    /**
     * Returns the value that the latest finished change left. While another thread's {@link #update} runs, it may return
     * the old value at once or wait for the new one.
     */
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
     * Replaces the value by {@code operation(value)} as one step that no other thread can come between, calling
     * {@code operation} exactly once. However long it runs, other changes of this counter wait for it. What happens if
     * {@code operation} calls methods of this same counter is left open.
     *
     * @return the new value
     * @throws RuntimeException whatever {@code operation} throws, the same object, whether it is an exception (a checked
     *     one, too, if it is thrown without being declared) or an {@code Error}; the value is then unchanged and the
     *     counter usable by all threads
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
