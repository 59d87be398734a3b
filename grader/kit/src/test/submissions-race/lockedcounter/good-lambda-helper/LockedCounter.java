package lockstep.lockedcounter;

import java.util.function.Supplier;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private final ReentrantLock lock = new ReentrantLock();
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        locked(() -> value++);
    }

    public void decrement() {
        locked(() -> value--);
    }

    public long get() {
        return locked(() -> value);
    }

    public boolean incrementIfBelow(long limit) {
        return locked(() -> value < limit ? ++value : null) != null;
    }

    public long update(LongUnaryOperator operation) {
        return locked(() -> value = operation.applyAsLong(value));
    }

    private Long locked(Supplier<Long> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }
}
