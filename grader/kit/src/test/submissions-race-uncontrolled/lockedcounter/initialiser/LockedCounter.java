package lockstep.lockedcounter;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private static LockedCounter current;
    private static final AtomicInteger CALLS = new AtomicInteger();

    private volatile long value;

    public LockedCounter(long initial) {
        value = initial;
        current = this;
    }

    private static final class First {
        static final long DONE = current.value++;
    }

    private static final class Second {
        static final long DONE = current.value++;
    }

    public void increment() {
        switch (CALLS.getAndIncrement()) {
            case 0 -> use(First.DONE);
            case 1 -> use(Second.DONE);
            default -> add(1);
        }
    }

    private static void use(long unused) {}

    private synchronized void add(long difference) {
        value += difference;
    }

    public void decrement() {
        add(-1);
    }

    public long get() {
        return value;
    }

    public synchronized boolean incrementIfBelow(long limit) {
        if (value >= limit) {
            return false;
        }
        value++;
        return true;
    }

    public synchronized long update(LongUnaryOperator operation) {
        return value = operation.applyAsLong(value);
    }
}
