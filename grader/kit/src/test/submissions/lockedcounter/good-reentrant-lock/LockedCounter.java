package lockstep.lockedcounter;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private final Lock lock = new ReentrantLock();
    private long value;

    public LockedCounter(long initial) {
        this.value = initial;
    }

    public void increment() {
        update(v -> v + 1);
    }

    public void decrement() {
        update(v -> v - 1);
    }

    public long get() {
        lock.lock();
        try {
            return value;
        } finally {
            lock.unlock();
        }
    }

    public boolean incrementIfBelow(long limit) {
        lock.lock();
        try {
            boolean below = value < limit;
            if (below) {
                value++;
            }
            return below;
        } finally {
            lock.unlock();
        }
    }

    public long update(LongUnaryOperator operation) {
        lock.lock();
        try {
            return value = operation.applyAsLong(value);
        } finally {
            lock.unlock();
        }
    }
}
