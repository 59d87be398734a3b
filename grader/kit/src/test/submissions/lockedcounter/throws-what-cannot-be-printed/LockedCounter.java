package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;

/** Has no code of the exercise: each method throws an error that throws itself when it is looked at. */
public final class LockedCounter {

    private final Object lock = new Object();
    private long value;

    public LockedCounter(long initial) {
        this.value = initial;
    }

    public void increment() {
        act();
    }

    public void decrement() {
        act();
    }

    public long get() {
        act();
        return value;
    }

    public boolean incrementIfBelow(long limit) {
        act();
        return value < limit;
    }

    public long update(LongUnaryOperator operation) {
        act();
        return operation.applyAsLong(value);
    }

    private void act() {
        synchronized (lock) {
            throw new Unspeakable();
        }
    }

    private static final class Unspeakable extends Error {

        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw this;
        }

        @Override
        public String toString() {
            throw this;
        }
    }
}
