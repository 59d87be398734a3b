package lockstep.lockedcounter;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    /** A lock and what it guards. */
    private record Guard(Lock lock, String name) {
        Guard {
            Objects.requireNonNull(lock);
        }

        <R> R locked(Supplier<R> body) {
            lock.lock();
            try {
                return body.get();
            } finally {
                lock.unlock();
            }
        }
    }

    private static int made = 0;

    private final Guard guard = new Guard(new ReentrantLock(), "counter");

    private long value;

    public LockedCounter(long initial) {
        value = initial;
        synchronized (LockedCounter.class) {
            if (made++ == 0) {
                System.out.println(this + " made by " + Thread.currentThread().getName() + " of " + Thread.activeCount());
            }
        }
    }

    public void increment() {
        guard.locked(() -> ++value);
    }

    public void decrement() {
        guard.<Void>locked(() -> {
            value--;
            return null;
        });
    }

    public long get() {
        return guard.locked(() -> value);
    }

    public boolean incrementIfBelow(long limit) {
        return guard.locked(() -> Optional.of(value).filter(v -> v < limit).map(v -> ++value).isPresent());
    }

    public long update(LongUnaryOperator operation) {
        return guard.locked(() -> value = operation.applyAsLong(value));
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + guard.name() + "]";
    }
}
