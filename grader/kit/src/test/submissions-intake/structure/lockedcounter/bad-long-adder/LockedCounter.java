package lockstep.lockedcounter;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {
    private final LongAdder value = new LongAdder();

    public LockedCounter(long initial) {
        value.add(initial);
    }

    public void increment() {
        value.increment();
    }

    public void decrement() {
        value.decrement();
    }

    public long get() {
        return value.sum();
    }

    public boolean incrementIfBelow(long limit) {
        return false;
    }

    public long update(LongUnaryOperator operation) {
        return 0;
    }
}
