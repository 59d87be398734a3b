package lockstep.lockedcounter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private final List<Long> history = new ArrayList<>();
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        synchronized (history) {
            value++;
            history.add(value);
        }
    }

    public void decrement() {
        synchronized (history) {
            value--;
            history.add(value);
        }
    }

    public long get() {
        synchronized (history) {
            return value;
        }
    }

    public boolean incrementIfBelow(long limit) {
        synchronized (history) {
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        }
    }

    public long update(LongUnaryOperator operation) {
        synchronized (history) {
            value = operation.applyAsLong(value);
            return value;
        }
    }
}
