package lockstep.lockedcounter;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private final ReentrantLock lock = new ReentrantLock();
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    private void lock() {
        while (!lock.tryLock()) {
            Thread.yield();
        }
    }

    public void increment() {
        lock();
        try {
            value++;
        } finally {
            lock.unlock();
        }
    }

    public void decrement() {
        lock();
        try {
            value--;
        } finally {
            lock.unlock();
        }
    }

    public long get() {
        lock();
        try {
            return value;
        } finally {
            lock.unlock();
        }
    }

    public boolean incrementIfBelow(long limit) {
        lock();
        try {
            return value < limit && ++value > Long.MIN_VALUE;
        } finally {
            lock.unlock();
        }
    }

    public long update(LongUnaryOperator operation) {
        lock();
        try {
            return value = operation.applyAsLong(value);
        } finally {
            lock.unlock();
        }
    }
}
