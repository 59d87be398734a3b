package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    /** For the debugger only. */
    private String lastCaller;

    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public synchronized void increment() {
        lastCaller = Thread.currentThread().getName();
        value++;
    }

    public synchronized void decrement() {
        lastCaller = Thread.currentThread().getName();
        value--;
    }

    public long get() {
        lastCaller = Thread.currentThread().getName();
        return value;
    }

    public synchronized boolean incrementIfBelow(long limit) {
        if (value >= limit) {
            return false;
        }
        lastCaller = Thread.currentThread().getName();
        value++;
        return true;
    }

    public synchronized long update(LongUnaryOperator operation) {
        long next = operation.applyAsLong(value);
        lastCaller = Thread.currentThread().getName();
        value = next;
        return next;
    }
}
