package lockstep.lockedcounter;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private static final Map<Integer, Object> LOCKS = new ConcurrentHashMap<>();
    private static final AtomicInteger NEXT = new AtomicInteger();
    private final int id = NEXT.incrementAndGet();
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        synchronized (LOCKS.computeIfAbsent(id, key -> new Object())) {
            value++;
        }
    }

    public void decrement() {
        synchronized (LOCKS.computeIfAbsent(id, key -> new Object())) {
            value--;
        }
    }

    public long get() {
        synchronized (LOCKS.computeIfAbsent(id, key -> new Object())) {
            return value;
        }
    }

    public boolean incrementIfBelow(long limit) {
        synchronized (LOCKS.computeIfAbsent(id, key -> new Object())) {
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        }
    }

    public long update(LongUnaryOperator operation) {
        synchronized (LOCKS.computeIfAbsent(id, key -> new Object())) {
            value = operation.applyAsLong(value);
            return value;
        }
    }
}
