package lockstep.lockedcounter;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {
    private final Lock lock = new ReentrantLock();
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        lock.lock();
        try {
            value++;
        } finally {
            lock.unlock();
        }
    }

    public void decrement() {
        value--;
    }

    public long get() {
        return value;
    }

    public boolean incrementIfBelow(long limit) {
        return false;
    }

    public long update(LongUnaryOperator operation) {
        return 0;
    }
}
