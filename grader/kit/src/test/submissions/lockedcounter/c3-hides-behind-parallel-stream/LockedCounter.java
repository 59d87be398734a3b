package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;

public final class LockedCounter {

    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        IntStream.range(0, 3).parallel().sum();
        synchronized (this) {
            value++;
        }
    }

    public void decrement() {
        IntStream.range(0, 3).parallel().sum();
        synchronized (this) {
            value--;
        }
    }

    public long get() {
        IntStream.range(0, 3).parallel().sum();
        return value;
    }

    public boolean incrementIfBelow(long limit) {
        IntStream.range(0, 3).parallel().sum();
        synchronized (this) {
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        }
    }

    public long update(LongUnaryOperator operation) {
        IntStream.range(0, 3).parallel().sum();
        synchronized (this) {
            value = operation.applyAsLong(value);
            return value;
        }
    }
}
