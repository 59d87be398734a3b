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
        long seen = value;
        lock.unlock();
        return seen;
    }

    public boolean incrementIfBelow(long limit) {
        lock.lock();
        boolean room = value < limit;
        if (room) {
            value++;
        }
        lock.unlock();
        return room;
    }

    public long update(LongUnaryOperator operation) {
        lock.lock();
        value = operation.applyAsLong(value);
        long after = value;
        lock.unlock();
        return after;
    }
}
