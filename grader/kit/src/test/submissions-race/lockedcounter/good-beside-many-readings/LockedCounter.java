package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private long value;
    private volatile boolean loud;

    private void look() {
        for (int i = 0; i < 2000; i++) {
            if (loud) {
                return;
            }
        }
    }

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        look();
        synchronized (this) {
            value++;
        }
    }

    public void decrement() {
        look();
        synchronized (this) {
            value--;
        }
    }

    public long get() {
        look();
        synchronized (this) {
            return value;
        }
    }

    public boolean incrementIfBelow(long limit) {
        look();
        synchronized (this) {
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        }
    }

    public long update(LongUnaryOperator operation) {
        look();
        synchronized (this) {
            value = operation.applyAsLong(value);
            return value;
        }
    }
}
