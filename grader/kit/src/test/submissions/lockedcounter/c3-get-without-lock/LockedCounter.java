package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public synchronized void increment() {
        value++;
    }

    public synchronized void decrement() {
        value--;
    }

    public long get() {
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
        value = operation.applyAsLong(value);
        return value;
    }
}
