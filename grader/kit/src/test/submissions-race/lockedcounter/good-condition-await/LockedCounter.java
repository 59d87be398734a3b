package lockstep.lockedcounter;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition free = lock.newCondition();
    private boolean taken;
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        enter();
        try {
            value++;
        } finally {
            leave();
        }
    }

    public void decrement() {
        enter();
        try {
            value--;
        } finally {
            leave();
        }
    }

    public long get() {
        enter();
        try {
            return value;
        } finally {
            leave();
        }
    }

    public boolean incrementIfBelow(long limit) {
        enter();
        try {
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        } finally {
            leave();
        }
    }

    public long update(LongUnaryOperator operation) {
        enter();
        try {
            value = operation.applyAsLong(value);
            return value;
        } finally {
            leave();
        }
    }

    private void enter() {
        boolean interrupted = false;
        lock.lock();
        try {
            while (taken) {
                try {
                    free.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            taken = true;
        } finally {
            lock.unlock();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void leave() {
        lock.lock();
        try {
            taken = false;
            free.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
