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
        return false;
    }

    public long update(LongUnaryOperator operation) {
        return 0;
    }
}
