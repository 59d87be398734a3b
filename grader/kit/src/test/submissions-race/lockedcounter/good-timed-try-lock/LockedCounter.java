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

    public void increment() {
        boolean held = false;
        while (!held) {
            try {
                held = lock.tryLock(50, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        try {
            value++;
        } finally {
            lock.unlock();
        }
    }

    public void decrement() {
        boolean held = false;
        while (!held) {
            try {
                held = lock.tryLock(50, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        try {
            value--;
        } finally {
            lock.unlock();
        }
    }

    public long get() {
        boolean held = false;
        while (!held) {
            try {
                held = lock.tryLock(50, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        try {
            return value;
        } finally {
            lock.unlock();
        }
    }

    public boolean incrementIfBelow(long limit) {
        boolean held = false;
        while (!held) {
            try {
                held = lock.tryLock(50, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
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
        boolean held = false;
        while (!held) {
            try {
                held = lock.tryLock(50, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        try {
            value = operation.applyAsLong(value);
            return value;
        } finally {
            lock.unlock();
        }
    }
}
