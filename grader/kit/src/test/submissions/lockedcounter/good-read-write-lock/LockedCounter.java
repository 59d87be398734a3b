package lockstep.lockedcounter;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private final ReadWriteLock locks = new ReentrantReadWriteLock();
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        locks.writeLock().lock();
        try {
            value += 1;
        } finally {
            locks.writeLock().unlock();
        }
    }

    public void decrement() {
        locks.writeLock().lock();
        try {
            value -= 1;
        } finally {
            locks.writeLock().unlock();
        }
    }

    public long get() {
        locks.readLock().lock();
        try {
            return value;
        } finally {
            locks.readLock().unlock();
        }
    }

    public boolean incrementIfBelow(long limit) {
        locks.writeLock().lock();
        try {
            if (value < limit) {
                value += 1;
                return true;
            }
            return false;
        } finally {
            locks.writeLock().unlock();
        }
    }

    public long update(LongUnaryOperator operation) {
        locks.writeLock().lock();
        try {
            value = operation.applyAsLong(value);
            return value;
        } finally {
            locks.writeLock().unlock();
        }
    }
}
