package lockstep.lockedcounter;

import java.util.concurrent.Semaphore;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {
    private final Semaphore lock = new Semaphore(1);
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        lock.acquireUninterruptibly();
        value++;
        lock.release();
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
