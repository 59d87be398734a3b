package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private long value;
    private volatile long version;

    public LockedCounter(long initial) {
        value = initial;
    }

    private void look() {
        for (int i = 0; i < 2000; i++) {
            if (version < 0) {
                return;
            }
        }
    }

    public void increment() {
        look();
        change(1);
    }

    public void decrement() {
        look();
        change(-1);
    }

    private synchronized void change(long difference) {
        value += difference;
        version++;
    }

    public synchronized long get() {
        return value;
    }

    public synchronized boolean incrementIfBelow(long limit) {
        if (value >= limit) {
            return false;
        }
        change(1);
        return true;
    }

    public synchronized long update(LongUnaryOperator operation) {
        value = operation.applyAsLong(value);
        return value;
    }
}
