package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private final Object up = new Object();
    private final Object down = new Object();
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        synchronized (up) {
            value++;
        }
    }

    public void decrement() {
        synchronized (down) {
            value--;
        }
    }

    public long get() {
        synchronized (up) {
            return value;
        }
    }

    public boolean incrementIfBelow(long limit) {
        synchronized (up) {
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        }
    }

    public long update(LongUnaryOperator operation) {
        synchronized (up) {
            value = operation.applyAsLong(value);
            return value;
        }
    }
}
