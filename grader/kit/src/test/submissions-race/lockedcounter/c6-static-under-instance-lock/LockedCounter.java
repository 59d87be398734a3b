package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    /** How often all counters together were changed. */
    private static long changes;

    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public synchronized void increment() {
        changes++;
        value++;
    }

    public synchronized void decrement() {
        changes++;
        value--;
    }

    public synchronized long get() {
        return value;
    }

    public synchronized boolean incrementIfBelow(long limit) {
        if (value >= limit) {
            return false;
        }
        changes++;
        value++;
        return true;
    }

    public synchronized long update(LongUnaryOperator operation) {
        long next = operation.applyAsLong(value);
        changes++;
        value = next;
        return next;
    }
}
