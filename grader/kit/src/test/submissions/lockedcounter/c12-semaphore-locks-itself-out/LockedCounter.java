package lockstep.lockedcounter;

import java.util.concurrent.Semaphore;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private final Semaphore mutex = new Semaphore(1);
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        mutex.acquireUninterruptibly();
        try {
            value++;
        } finally {
            mutex.release();
        }
    }

    public void decrement() {
        mutex.acquireUninterruptibly();
        try {
            value--;
        } finally {
            mutex.release();
        }
    }

    public long get() {
        mutex.acquireUninterruptibly();
        try {
            return value;
        } finally {
            mutex.release();
        }
    }

    public boolean incrementIfBelow(long limit) {
        mutex.acquireUninterruptibly();
        try {
            if (value < limit) {
                increment();
                return true;
            }
            return false;
        } finally {
            mutex.release();
        }
    }

    public long update(LongUnaryOperator operation) {
        mutex.acquireUninterruptibly();
        try {
            value = operation.applyAsLong(value);
            return value;
        } finally {
            mutex.release();
        }
    }
}
