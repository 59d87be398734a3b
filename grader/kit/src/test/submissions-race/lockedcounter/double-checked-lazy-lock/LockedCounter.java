package lockstep.lockedcounter;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private ReentrantLock lock;
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        ReentrantLock lock = lock();
        lock.lock();
        try {
            value++;
        } finally {
            lock.unlock();
        }
    }

    public void decrement() {
        ReentrantLock lock = lock();
        lock.lock();
        try {
            value--;
        } finally {
            lock.unlock();
        }
    }

    public long get() {
        ReentrantLock lock = lock();
        lock.lock();
        try {
            return value;
        } finally {
            lock.unlock();
        }
    }

    public boolean incrementIfBelow(long limit) {
        ReentrantLock lock = lock();
        lock.lock();
        try {
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    public long update(LongUnaryOperator operation) {
        ReentrantLock lock = lock();
        lock.lock();
        try {
            value = operation.applyAsLong(value);
            return value;
        } finally {
            lock.unlock();
        }
    }

    private ReentrantLock lock() {
        if (lock == null) {
            synchronized (this) {
                if (lock == null) {
                    lock = new ReentrantLock();
                }
            }
        }
        return lock;
    }
}
