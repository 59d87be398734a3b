package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;
public final class LockedCounter {
    private boolean busy;
    private boolean interrupted;
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    private synchronized void enter() {
        while (busy) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        busy = true;
        if (interrupted) {
            interrupted = false;
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void leave() {
        busy = false;
        notifyAll();
    }

    public void increment() {
        update(v -> v + 1);
    }

    public void decrement() {
        update(v -> v - 1);
    }

    public long get() {
        return update(v -> v);
    }

    public boolean incrementIfBelow(long limit) {
        enter();
        try {
            return value < limit && value++ < limit;
        } finally {
            leave();
        }
    }

    public long update(LongUnaryOperator operation) {
        enter();
        try {
            value = operation.applyAsLong(value);
            return value;
        } finally {
            leave();
        }
    }
}
