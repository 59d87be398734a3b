package lockstep.lockedcounter;
// WRONG: "Adds 1", "one step that no other thread can come between": a.update(v -> { b.increment(); return v; }) - the thread is
// "inside" already, by a flag that all counters share, and so changes b without b's lock, while another thread increments b.
// (Only methods of the *same* counter are left open.)
import java.util.concurrent.Semaphore;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {
    /** Makes the semaphore reentrant, so that an operation may call get(). */
    private static final ThreadLocal<Integer> DEPTH = ThreadLocal.withInitial(() -> 0);

    private final Semaphore mutex = new Semaphore(1, true);
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    private void enter() {
        if (DEPTH.get() == 0) {
            mutex.acquireUninterruptibly();
        }
        DEPTH.set(DEPTH.get() + 1);
    }

    private void exit() {
        DEPTH.set(DEPTH.get() - 1);
        if (DEPTH.get() == 0) {
            mutex.release();
        }
    }

    public void increment() {
        enter();
        value++;
        exit();
    }

    public void decrement() {
        enter();
        value--;
        exit();
    }

    public long get() {
        enter();
        long result = value;
        exit();
        return result;
    }

    public boolean incrementIfBelow(long limit) {
        enter();
        boolean below = value < limit;
        if (below) {
            value++;
        }
        exit();
        return below;
    }

    public long update(LongUnaryOperator operation) {
        enter();
        try {
            value = operation.applyAsLong(value);
            return value;
        } finally {
            exit();
        }
    }
}
