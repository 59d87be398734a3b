package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private final long[] cell = new long[1];

    public LockedCounter(long initial) {
        cell[0] = initial;
    }

    public void increment() {
        synchronized (cell) {
            cell[0]++;
        }
    }

    public void decrement() {
        synchronized (cell) {
            cell[0]--;
        }
    }

    public long get() {
        synchronized (cell) {
            return cell[0];
        }
    }

    public boolean incrementIfBelow(long limit) {
        synchronized (cell) {
            if (cell[0] >= limit) {
                return false;
            }
            cell[0]++;
            return true;
        }
    }

    public long update(LongUnaryOperator operation) {
        synchronized (cell) {
            cell[0] = operation.applyAsLong(cell[0]);
            return cell[0];
        }
    }
}
