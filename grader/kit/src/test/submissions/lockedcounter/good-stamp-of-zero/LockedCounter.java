package lockstep.lockedcounter;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {
    private final StampedLock stamped = new StampedLock();
    private final Lock writing = stamped.asWriteLock();
    private long value;

    public LockedCounter(long initial) {
        writing.lock();
        try {
            value = initial;
        } finally {
            writing.unlock();
        }
    }

    public void increment() {
        update(v -> v + 1);
    }

    public void decrement() {
        update(v -> v - 1);
    }

    public long get() {
        long stamp = stamped.tryOptimisticRead();
        long seen = value;
        if (stamp == 0 || !stamped.validate(stamp)) {
            stamp = stamped.readLock();
            try {
                seen = value;
            } finally {
                stamped.unlockRead(stamp);
            }
        }
        return seen;
    }

    public boolean incrementIfBelow(long limit) {
        long stamp = stamped.readLock();
        try {
            while (value < limit) {
                long ws = stamped.tryConvertToWriteLock(stamp);
                if (ws != 0) {
                    stamp = ws;
                    value++;
                    return true;
                }
                stamped.unlockRead(stamp);
                stamp = stamped.writeLock();
            }
            return false;
        } finally {
            stamped.unlock(stamp);
        }
    }

    public long update(LongUnaryOperator operation) {
        writing.lock();
        try {
            long next = operation.applyAsLong(value);
            value = next;
            return next;
        } finally {
            writing.unlock();
        }
    }
}
