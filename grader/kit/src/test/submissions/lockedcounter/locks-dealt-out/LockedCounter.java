package lockstep.lockedcounter;
// WRONG: "no method ... waits because a thread is busy with another counter": 64 locks are shared by all counters in turn, so the
// first and the 65th counter wait for each other.
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;

public final class LockedCounter {
    /** Locks are expensive: a fixed number of them is enough for all counters. */
    private static final Lock[] LOCKS = Stream.generate(ReentrantLock::new).limit(64).toArray(Lock[]::new);

    private static int created;

    private static synchronized Lock nextLock() {
        return LOCKS[created++ & 63];
    }

    private final Lock lock = nextLock();
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    private interface Step<T> {
        T run();
    }

    private <T> T locked(Step<T> step) {
        lock.lock();
        try {
            return step.run();
        } finally {
            lock.unlock();
        }
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
        return locked(() -> {
            boolean below = value < limit;
            if (below) value++;
            return below;
        });
    }

    public long update(LongUnaryOperator operation) {
        return locked(() -> value = operation.applyAsLong(value));
    }
}
