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
        while (!lock.tryLock()) {
            Thread.yield();
        }
        try {
            value++;
        } finally {
            lock.unlock();
        }
    }

    public void decrement() {
        while (!lock.tryLock()) {
            Thread.yield();
        }
        try {
            value--;
        } finally {
            lock.unlock();
        }
    }

    public long get() {
        while (!lock.tryLock()) {
            Thread.yield();
        }
        try {
            return value;
        } finally {
            lock.unlock();
        }
    }

    public boolean incrementIfBelow(long limit) {
        while (!lock.tryLock()) {
            Thread.yield();
        }
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
        while (!lock.tryLock()) {
            Thread.yield();
        }
        try {
            value = operation.applyAsLong(value);
            return value;
        } finally {
            lock.unlock();
        }
    }
}
