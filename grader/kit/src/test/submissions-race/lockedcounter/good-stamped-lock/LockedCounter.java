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
        try {
            value++;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    public void decrement() {
        long stamp = lock.writeLock();
        try {
            value--;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    public long get() {
        long stamp = lock.tryOptimisticRead();
        long seen = value;
        if (!lock.validate(stamp)) {
            stamp = lock.readLock();
            try {
                seen = value;
            } finally {
                lock.unlockRead(stamp);
            }
        }
        return seen;
    }

    public boolean incrementIfBelow(long limit) {
        long stamp = lock.writeLock();
        try {
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    public long update(LongUnaryOperator operation) {
        long stamp = lock.writeLock();
        try {
            value = operation.applyAsLong(value);
            return value;
        } finally {
            lock.unlockWrite(stamp);
        }
    }
}
