package lockstep.lockedcounter;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private static final AtomicIntegerFieldUpdater<LockedCounter> TAKEN =
            AtomicIntegerFieldUpdater.newUpdater(LockedCounter.class, "taken");

    private volatile int taken;
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        while (!TAKEN.compareAndSet(this, 0, 1)) {
            Thread.yield();
        }
        try {
            value++;
        } finally {
            TAKEN.set(this, 0);
        }
    }

    public void decrement() {
        while (!TAKEN.compareAndSet(this, 0, 1)) {
            Thread.yield();
        }
        try {
            value--;
        } finally {
            TAKEN.set(this, 0);
        }
    }

    public long get() {
        while (!TAKEN.compareAndSet(this, 0, 1)) {
            Thread.yield();
        }
        try {
            return value;
        } finally {
            TAKEN.set(this, 0);
        }
    }

    public boolean incrementIfBelow(long limit) {
        while (!TAKEN.compareAndSet(this, 0, 1)) {
            Thread.yield();
        }
        try {
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        } finally {
            TAKEN.set(this, 0);
        }
    }

    public long update(LongUnaryOperator operation) {
        while (!TAKEN.compareAndSet(this, 0, 1)) {
            Thread.yield();
        }
        try {
            value = operation.applyAsLong(value);
            return value;
        } finally {
            TAKEN.set(this, 0);
        }
    }
}
