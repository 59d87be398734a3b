package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        synchronized (new Object()) {
            value++;
        }
    }

    public void decrement() {
        synchronized (new Object()) {
            value--;
        }
    }

    public long get() {
        synchronized (new Object()) {
            return value;
        }
    }

    public boolean incrementIfBelow(long limit) {
        synchronized (new Object()) {
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        }
    }

    public long update(LongUnaryOperator operation) {
        synchronized (new Object()) {
            value = operation.applyAsLong(value);
            return value;
        }
    }
}
