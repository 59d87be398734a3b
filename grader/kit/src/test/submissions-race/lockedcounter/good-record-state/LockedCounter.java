package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private record State(long value) {}

    private final Object lock = new Object();
    private State state;


    public LockedCounter(long initial) {
        state = new State(initial);
    }

    public void increment() {
        synchronized (lock) {
            state = new State(state.value() + 1);
        }
    }

    public void decrement() {
        synchronized (lock) {
            state = new State(state.value() - 1);
        }
    }

    public long get() {
        synchronized (lock) {
            return state.value();
        }
    }

    public boolean incrementIfBelow(long limit) {
        synchronized (lock) {
            if (state.value() >= limit) {
                return false;
            }
            state = new State(state.value() + 1);
            return true;
        }
    }

    public long update(LongUnaryOperator operation) {
        synchronized (lock) {
            state = new State(operation.applyAsLong(state.value()));
            return state.value();
        }
    }
}
