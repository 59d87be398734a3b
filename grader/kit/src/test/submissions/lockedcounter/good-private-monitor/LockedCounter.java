package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;

public final class LockedCounter {
    private final Object lock = new Object();
    private long count;

    public LockedCounter(long initial) {
        synchronized (lock) {
            this.count = initial;
        }
    }

    public void increment() {
        add(1);
    }

    public void decrement() {
        add(-1);
    }

    private void add(long delta) {
        synchronized (lock) {
            count += delta;
        }
    }

    public long get() {
        synchronized (lock) {
            return count;
        }
    }

    public boolean incrementIfBelow(long limit) {
        synchronized (lock) {
            if (count >= limit) {
                return false;
            }
            add(1); // the monitor is reentrant
            return true;
        }
    }

    public long update(LongUnaryOperator operation) {
        synchronized (lock) {
            long next = operation.applyAsLong(count);
            count = next;
            return next;
        }
    }
}
