package lockstep.lockedcounter;

import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private final Cell cell;

    /** The value, which is its own monitor. */
    private static class Cell implements Cloneable, Comparable<Cell> {
        private long value;

        Cell(long value) {
            this.value = value;
        }

        synchronized long apply(LongUnaryOperator operation) {
            assert Thread.holdsLock(this);
            long result = operation.applyAsLong(value);
            this.value = result;
            return result;
        }

        @Override
        public int compareTo(Cell other) {
            return Long.compare(value, other.value);
        }

        @Override
        protected synchronized Cell clone() {
            try {
                return (Cell) super.clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Cell cell && compareTo(cell) == 0;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(value);
        }
    }

    public LockedCounter(long initial) {
        this.cell = new Cell(initial);
    }

    public void increment() {
        cell.apply(n -> ++n);
    }

    public void decrement() {
        cell.apply(n -> n - 1);
    }

    public long get() {
        LongSupplier value = () -> cell.clone().value;
        return value.getAsLong();
    }

    public boolean incrementIfBelow(long limit) {
        synchronized (cell) {
            return cell.apply(n -> n) < limit && cell.apply(n -> n + 1) <= limit;
        }
    }

    public long update(LongUnaryOperator operation) {
        return cell.apply(operation.andThen(LongUnaryOperator.identity()));
    }
}
