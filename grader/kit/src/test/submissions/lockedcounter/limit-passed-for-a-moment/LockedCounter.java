package lockstep.lockedcounter;
// WRONG: "Returns the value that the latest finished change left" / "the value never goes beyond the limit by it": the value is
// raised first and lowered again when that was too much; a get in between (no lock, volatile) sees limit + 1.
import java.util.function.LongUnaryOperator;

public final class LockedCounter {
    private volatile long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public synchronized void increment() {
        value = value + 1;
    }

    public synchronized void decrement() {
        value = value - 1;
    }

    public long get() {
        return value;
    }

    public synchronized boolean incrementIfBelow(long limit) {
        long before = value;
        value = before + 1;
        if (before >= limit) {
            value = before; // too much: take it back
            return false;
        }
        return true;
    }

    public synchronized long update(LongUnaryOperator operation) {
        value = operation.applyAsLong(value);
        return value;
    }
}
