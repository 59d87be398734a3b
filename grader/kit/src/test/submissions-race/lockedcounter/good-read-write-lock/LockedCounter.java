package lockstep.lockedcounter;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        lock.writeLock().lock();
        try {
            value++;
        } finally {
            lock.writeLock().unlock();
        }
    }

    public void decrement() {
        lock.writeLock().lock();
        try {
            value--;
        } finally {
            lock.writeLock().unlock();
        }
    }

    public long get() {
        lock.readLock().lock();
        try {
            return value;
        } finally {
            lock.readLock().unlock();
        }
    }

    public boolean incrementIfBelow(long limit) {
        lock.writeLock().lock();
        try {
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    public long update(LongUnaryOperator operation) {
        lock.writeLock().lock();
        try {
            value = operation.applyAsLong(value);
            return value;
        } finally {
            lock.writeLock().unlock();
        }
    }
}
