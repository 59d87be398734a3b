package lockstep.lockedcounter;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {
    private final AtomicLong value = new AtomicLong();

    public LockedCounter(long initial) {
        value.set(initial);
    }

    public synchronized void increment() {
        value.incrementAndGet();
    }

    public synchronized void decrement() {
        value.decrementAndGet();
    }

    public synchronized long get() {
        return value.get();
    }

    public synchronized boolean incrementIfBelow(long limit) {
        return false;
    }

    public synchronized long update(LongUnaryOperator operation) {
        return 0;
    }
}
