package lockstep.lockedcounter;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        try {
            value++;
        } finally {
            lock.unlock();
        }
    }

    public void decrement() {
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        try {
            value--;
        } finally {
            lock.unlock();
        }
    }

    public long get() {
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        try {
            return value;
        } finally {
            lock.unlock();
        }
    }

    public boolean incrementIfBelow(long limit) {
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        try {
            if (value < limit) {
                value++;
                return true;
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    public long update(LongUnaryOperator operation) {
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        try {
            value = operation.applyAsLong(value);
            return value;
        } finally {
            lock.unlock();
        }
    }
}
