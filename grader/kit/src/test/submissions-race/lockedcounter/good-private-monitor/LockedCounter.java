package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private final Object lock = new Object();
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        synchronized (lock) {
            value++;
        }
    }

    public void decrement() {
        synchronized (lock) {
            value--;
        }
    }

    public long get() {
        synchronized (lock) {
            return value;
        }
    }

    public boolean incrementIfBelow(long limit) {
        synchronized (lock) {
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        }
    }

    public long update(LongUnaryOperator operation) {
        synchronized (lock) {
            value = operation.applyAsLong(value);
            return value;
        }
    }
}
