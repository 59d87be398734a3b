package lockstep.lockedcounter;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private final AtomicLong cell = new AtomicLong();
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        cell.set(cell.get() + 1);
    }

    public void decrement() {
        cell.set(cell.get() - 1);
    }

    public long get() {
        return cell.get();
    }

    public boolean incrementIfBelow(long limit) {
        if (cell.get() >= limit) {
            return false;
        }
        cell.set(cell.get() + 1);
        return true;
    }

    public long update(LongUnaryOperator operation) {
        cell.set(operation.applyAsLong(cell.get()));
        return cell.get();
    }
}
