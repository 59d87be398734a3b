package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        value++;
    }

    public void decrement() {
        value--;
    }

    public long get() {
        return value;
    }

    public boolean incrementIfBelow(long limit) {
        if (value < limit) {
            value++;
            return true;
        }
        return false;
    }

    public long update(LongUnaryOperator operation) {
        value = operation.applyAsLong(value);
        return value;
    }
}
