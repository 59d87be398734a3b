package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public synchronized void increment() {
        settle();
        value++;
    }

    public synchronized void decrement() {
        value--;
    }

    public synchronized long get() {
        return value;
    }

    public synchronized boolean incrementIfBelow(long limit) {
        if (value < limit) {
            value++;
            return true;
        }
        return false;
    }

    public synchronized long update(LongUnaryOperator operation) {
        settle();
        value = operation.applyAsLong(value);
        return value;
    }

    /** Waits until the value has reached main memory. */
    private static void settle() {
        for (int i = 0; i < 1_000; i++) {
            Thread.onSpinWait();
        }
    }
}
