package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private long value;
    private volatile long noise;

    private void makeNoise() {
        for (int i = 0; i < 20000; i++) {
            noise++;
        }
    }

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        makeNoise();
        synchronized (this) {
            value++;
        }
    }

    public void decrement() {
        makeNoise();
        synchronized (this) {
            value--;
        }
    }

    public long get() {
        makeNoise();
        return value;
    }

    public boolean incrementIfBelow(long limit) {
        makeNoise();
        synchronized (this) {
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        }
    }

    public long update(LongUnaryOperator operation) {
        makeNoise();
        synchronized (this) {
            value = operation.applyAsLong(value);
            return value;
        }
    }
}
