package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;

/** A ticket lock by hand: everyone draws a number and waits until it is called. */
public final class LockedCounter {

    private static final class Tickets {
        private long drawn;
        private long called;
        private Thread holder;
        private int depth;

        synchronized void lock() {
            if (holder == Thread.currentThread()) {
                depth++;
                return;
            }
            long mine = drawn++;
            boolean interrupted = false;
            while (called != mine) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            holder = Thread.currentThread();
            depth = 1;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        synchronized void unlock() {
            if (--depth == 0) {
                holder = null;
                called++;
                notifyAll();
            }
        }
    }

    private final Tickets lock = new Tickets();
    private long value;

    public LockedCounter(long initial) {
        lock.lock();
        try {
            value = initial;
        } finally {
            lock.unlock();
        }
    }

    public void increment() {
        update(before -> before + 1);
    }

    public void decrement() {
        update(before -> before - 1);
    }

    public long get() {
        lock.lock();
        try {
            return value;
        } finally {
            lock.unlock();
        }
    }

    public boolean incrementIfBelow(long limit) {
        lock.lock();
        try {
            boolean below = value < limit;
            if (below) {
                value++;
            }
            return below;
        } finally {
            lock.unlock();
        }
    }

    public long update(LongUnaryOperator operation) {
        lock.lock();
        try {
            value = operation.applyAsLong(value);
            return value;
        } finally {
            lock.unlock();
        }
    }
}
