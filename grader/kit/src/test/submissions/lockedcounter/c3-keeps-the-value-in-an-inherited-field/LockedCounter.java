package lockstep.lockedcounter;

import java.util.EventObject;
import java.util.function.LongUnaryOperator;

/** get() takes no lock. */
public final class LockedCounter {

    private static final class Cell extends EventObject {
        Cell(Long v) {
            super(v);
        }

        long value() {
            return (Long) source;
        }

        void set(long v) {
            source = v;
        }
    }

    private final Cell cell;

    public LockedCounter(long initial) {
        cell = new Cell(initial);
    }

    public synchronized void increment() {
        cell.set(cell.value() + 1);
    }

    public synchronized void decrement() {
        cell.set(cell.value() - 1);
    }

    public long get() {
        return cell.value();
    }

    public synchronized boolean incrementIfBelow(long limit) {
        long v = cell.value();
        if (v >= limit) {
            return false;
        }
        cell.set(v + 1);
        return true;
    }

    public synchronized long update(LongUnaryOperator operation) {
        long v = operation.applyAsLong(cell.value());
        cell.set(v);
        return v;
    }
}
