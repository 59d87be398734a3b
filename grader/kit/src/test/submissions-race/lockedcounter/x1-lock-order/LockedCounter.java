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
            synchronized (down) {
                value++;
            }
        }
    }

    public void decrement() {
        synchronized (down) {
            synchronized (up) {
                value--;
            }
        }
    }

    public long get() {
        synchronized (up) {
            synchronized (down) {
                return value;
            }
        }
    }

    public boolean incrementIfBelow(long limit) {
        synchronized (up) {
            synchronized (down) {
                if (value >= limit) {
                    return false;
                }
                value++;
                return true;
            }
        }
    }

    public long update(LongUnaryOperator operation) {
        synchronized (up) {
            synchronized (down) {
                value = operation.applyAsLong(value);
                return value;
            }
        }
    }
}
