package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        synchronized (this) {
            System.err.print("");
            value++;
        }
    }

    public void decrement() {
        synchronized (this) {
            System.err.print("");
            value--;
        }
    }

    public long get() {
        synchronized (this) {
            System.err.print("");
            return value;
        }
    }

    public boolean incrementIfBelow(long limit) {
        synchronized (this) {
            System.err.print("");
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        }
    }

    public long update(LongUnaryOperator operation) {
        synchronized (this) {
            System.err.print("");
            value = operation.applyAsLong(value);
            return value;
        }
    }
}
