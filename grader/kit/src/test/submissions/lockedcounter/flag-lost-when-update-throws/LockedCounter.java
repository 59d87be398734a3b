package lockstep.lockedcounter;
// WRONG: "A thread that is interrupted before a call or while it waits waits its turn all the same, does its work, and has its
// interrupt flag set afterwards." - update whose operation throws, called by an interrupted thread: the flag is gone.
import java.util.concurrent.Semaphore;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {
    private final Semaphore turn = new Semaphore(1);
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    /** Gets the permit and says whether an interrupt came meanwhile. */
    private boolean enter() {
        boolean interrupted = false;
        while (true) {
            try {
                turn.acquire();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    private void leave(boolean interrupted) {
        turn.release();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    public void increment() {
        boolean i = enter();
        value++;
        leave(i);
    }

    public void decrement() {
        boolean i = enter();
        value--;
        leave(i);
    }

    public long get() {
        boolean i = enter();
        long v = value;
        leave(i);
        return v;
    }

    public boolean incrementIfBelow(long limit) {
        boolean i = enter();
        boolean below = value < limit;
        if (below) {
            value++;
        }
        leave(i);
        return below;
    }

    public long update(LongUnaryOperator operation) {
        boolean i = enter();
        boolean done = false;
        try {
            long next = operation.applyAsLong(value);
            value = next;
            done = true;
            leave(i);
            return next;
        } finally {
            if (!done) {
                turn.release();
            }
        }
    }
}
