package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private long nextTicket;
    private long served;
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        enter();
        try {
            value++;
        } finally {
            leave();
        }
    }

    public void decrement() {
        enter();
        try {
            value--;
        } finally {
            leave();
        }
    }

    public long get() {
        enter();
        try {
            return value;
        } finally {
            leave();
        }
    }

    public boolean incrementIfBelow(long limit) {
        enter();
        try {
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
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

    private synchronized void enter() {
        long ticket = nextTicket++;
        boolean interrupted = false;
        while (ticket != served) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void leave() {
        served++;
        notifyAll();
    }
}
