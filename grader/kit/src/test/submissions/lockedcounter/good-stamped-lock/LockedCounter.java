package lockstep.lockedcounter;

import java.util.concurrent.locks.StampedLock;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private final StampedLock lock = new StampedLock();
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        long stamp = lock.writeLock();
        value++;
        lock.unlockWrite(stamp);
    }

    public void decrement() {
        long stamp = lock.writeLock();
        value--;
        lock.unlockWrite(stamp);
    }

    public long get() {
        long stamp = lock.tryOptimisticRead();
        long seen = value;
        if (lock.validate(stamp)) {
            return seen;
        }
        stamp = lock.readLock();
        try {
            return value;
        } finally {
            lock.unlockRead(stamp);
        }
    }

    public boolean incrementIfBelow(long limit) {
        long stamp = lock.writeLock();
        try {
            if (value < limit) {
                value++;
                return true;
            }
            return false;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    public long update(LongUnaryOperator operation) {
        long stamp = lock.writeLock();
        try {
            return value = operation.applyAsLong(value);
        } finally {
            lock.unlockWrite(stamp);
        }
    }
}
