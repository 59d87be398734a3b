package lockstep.lockedcounter;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private final ReentrantLock lock = new ReentrantLock();
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    private void lock() {
        try {
            lock.tryLock(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void unlock() {
        if (lock.isHeldByCurrentThread()) {
            lock.unlock();
        }
    }

    public void increment() {
        lock();
        try {
            value++;
        } finally {
            unlock();
        }
    }

    public void decrement() {
        lock();
        try {
            value--;
        } finally {
            unlock();
        }
    }

    public long get() {
        lock();
        try {
            return value;
        } finally {
            unlock();
        }
    }

    public boolean incrementIfBelow(long limit) {
        lock();
        try {
            return value < limit && ++value > Long.MIN_VALUE;
        } finally {
            unlock();
        }
    }

    public long update(LongUnaryOperator operation) {
        lock();
        try {
            return value = operation.applyAsLong(value);
        } finally {
            unlock();
        }
    }
}
