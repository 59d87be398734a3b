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
        lock.lock();
        value++;
        lock.unlock();
    }

    public void decrement() {
        lock.lock();
        value--;
        lock.unlock();
    }

    public long get() {
        lock.lock();
        long result = value;
        lock.unlock();
        return result;
    }

    public boolean incrementIfBelow(long limit) {
        lock.lock();
        boolean added = false;
        if (value < limit) {
            value++;
            added = true;
        }
        lock.unlock();
        return added;
    }

    public long update(LongUnaryOperator operation) {
        lock.lock();
        value = operation.applyAsLong(value);
        long result = value;
        lock.unlock();
        return result;
    }
}
