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
        boolean held = lock.tryLock();
        try {
            value++;
        } finally {
            if (held) {
                lock.unlock();
            }
        }
    }

    public void decrement() {
        boolean held = lock.tryLock();
        try {
            value--;
        } finally {
            if (held) {
                lock.unlock();
            }
        }
    }

    public long get() {
        boolean held = lock.tryLock();
        try {
            return value;
        } finally {
            if (held) {
                lock.unlock();
            }
        }
    }

    public boolean incrementIfBelow(long limit) {
        boolean held = lock.tryLock();
        try {
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        } finally {
            if (held) {
                lock.unlock();
            }
        }
    }

    public long update(LongUnaryOperator operation) {
        boolean held = lock.tryLock();
        try {
            value = operation.applyAsLong(value);
            return value;
        } finally {
            if (held) {
                lock.unlock();
            }
        }
    }
}
