package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private Thread lastVisitor;
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        lastVisitor = Thread.currentThread();
        synchronized (this) {
            value++;
        }
    }

    public void decrement() {
        lastVisitor = Thread.currentThread();
        synchronized (this) {
            value--;
        }
    }

    public long get() {
        lastVisitor = Thread.currentThread();
        synchronized (this) {
            return value;
        }
    }

    public boolean incrementIfBelow(long limit) {
        lastVisitor = Thread.currentThread();
        synchronized (this) {
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        }
    }

    public long update(LongUnaryOperator operation) {
        lastVisitor = Thread.currentThread();
        synchronized (this) {
            value = operation.applyAsLong(value);
            return value;
        }
    }
}
