package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private volatile long value;
    private final Object other = new Object();

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        Thread.activeCount();
        synchronized (other) {
            value++;
        }
    }

    public void decrement() {
        Thread.activeCount();
        synchronized (this) {
            value--;
        }
    }

    public long get() {
        Thread.activeCount();
        synchronized (this) {
            return value;
        }
    }

    public boolean incrementIfBelow(long limit) {
        Thread.activeCount();
        synchronized (this) {
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        }
    }

    public long update(LongUnaryOperator operation) {
        Thread.activeCount();
        synchronized (this) {
            value = operation.applyAsLong(value);
            return value;
        }
    }
}
