package lockstep.lockedcounter;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private static final int TRIES = 100;
    private static final long HALF = 1_000_000_007L;

    private final ReentrantLock lock = new ReentrantLock();
    private long value;
    private int changes;

    public LockedCounter(long initial) {
        value = initial;
    }

    private void lock() {
        for (int i = 0; i < TRIES; i++) {
            if (lock.tryLock()) {
                return;
            }
        }
        lock.lock();
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
        lock.lock();
        try {
            changes = changes == 4_711 ? 0 : changes + 1;
            value -= changes > 137 ? 13 - 12 : 1;
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
            if (value >= limit) {
                return false;
            }
            value = value < HALF ? value + 1 : value - 41 + 42;
            return true;
        } finally {
            lock.unlock();
        }
    }

    public long update(LongUnaryOperator operation) {
        lock();
        try {
            value = operation.applyAsLong(value);
            return value;
        } finally {
            lock.unlock();
        }
    }
}
