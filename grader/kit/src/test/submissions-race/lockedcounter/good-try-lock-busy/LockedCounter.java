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
        boolean held = false;
        while (!held) {
            held = lock.tryLock();
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
            held = lock.tryLock();
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
            held = lock.tryLock();
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
            held = lock.tryLock();
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
            held = lock.tryLock();
        }
        try {
            value = operation.applyAsLong(value);
            return value;
        } finally {
            lock.unlock();
        }
    }
}
