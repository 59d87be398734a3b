package lockstep.lockedcounter;

import java.util.concurrent.Semaphore;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private final Semaphore lock = new Semaphore(1);
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        lock.acquireUninterruptibly();
        try {
            value++;
        } finally {
            lock.release();
        }
    }

    public void decrement() {
        lock.acquireUninterruptibly();
        try {
            value--;
        } finally {
            lock.release();
        }
    }

    public long get() {
        lock.acquireUninterruptibly();
        try {
            return value;
        } finally {
            lock.release();
        }
    }

    public boolean incrementIfBelow(long limit) {
        lock.acquireUninterruptibly();
        try {
            if (value >= limit) {
                return false;
            }
            increment();
            return true;
        } finally {
            lock.release();
        }
    }

    public long update(LongUnaryOperator operation) {
        lock.acquireUninterruptibly();
        try {
            value = operation.applyAsLong(value);
            return value;
        } finally {
            lock.release();
        }
    }
}
