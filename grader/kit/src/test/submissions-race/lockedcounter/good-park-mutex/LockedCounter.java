package lockstep.lockedcounter;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private final Queue<Thread> waiters = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean taken = new AtomicBoolean();
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

    private void enter() {
        Thread me = Thread.currentThread();
        waiters.add(me);
        while (waiters.peek() != me || !taken.compareAndSet(false, true)) {
            LockSupport.park(this);
        }
        waiters.remove();
    }

    private void leave() {
        taken.set(false);
        LockSupport.unpark(waiters.peek());
    }
}
