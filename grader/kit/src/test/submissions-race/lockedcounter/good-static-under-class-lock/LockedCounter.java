package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    /** How often all counters together were changed. */
    private static long changes;

    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    private static void changed() {
        synchronized (LockedCounter.class) {
            changes++;
        }
    }

    public synchronized void increment() {
        changed();
        value++;
    }

    public synchronized void decrement() {
        changed();
        value--;
    }

    public synchronized long get() {
        return value;
    }

    public synchronized boolean incrementIfBelow(long limit) {
        if (value >= limit) {
            return false;
        }
        changed();
        value++;
        return true;
    }

    public synchronized long update(LongUnaryOperator operation) {
        long next = operation.applyAsLong(value);
        changed();
        value = next;
        return next;
    }
}
