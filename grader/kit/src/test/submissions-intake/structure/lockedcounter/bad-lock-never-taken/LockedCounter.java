package lockstep.lockedcounter;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {
    private final ReentrantLock lock = new ReentrantLock();
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        value++;
    }

    public void decrement() {
        value--;
    }

    public long get() {
        return value;
    }

    public boolean incrementIfBelow(long limit) {
        return false;
    }

    public long update(LongUnaryOperator operation) {
        return 0;
    }
}
