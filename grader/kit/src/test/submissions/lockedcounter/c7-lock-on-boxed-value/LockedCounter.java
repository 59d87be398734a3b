package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private Long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        synchronized (value) {
            value++;
        }
    }

    public void decrement() {
        synchronized (value) {
            value--;
        }
    }

    public long get() {
        synchronized (value) {
            return value;
        }
    }

    public boolean incrementIfBelow(long limit) {
        synchronized (value) {
            if (value < limit) {
                value++;
                return true;
            }
            return false;
        }
    }

    public long update(LongUnaryOperator operation) {
        synchronized (value) {
            value = operation.applyAsLong(value);
            return value;
        }
    }
}
