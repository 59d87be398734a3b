package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        synchronized (this) {
            value++;
        }
    }

    public void decrement() {
        synchronized (this) {
            value--;
        }
    }

    public long get() {
        synchronized (this) {
            return value;
        }
    }

    public boolean incrementIfBelow(long limit) {
        synchronized (this) {
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        }
    }

    public long update(LongUnaryOperator operation) {
        synchronized (this) {
            value = operation.applyAsLong(value);
            return value;
        }
    }
}
