package lockstep.lockedcounter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private static final VarHandle TAKEN;

    static {
        try {
            TAKEN = MethodHandles.lookup().findVarHandle(LockedCounter.class, "taken", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile int taken;
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        while (!TAKEN.compareAndSet(this, 0, 1)) {
            Thread.onSpinWait();
        }
        try {
            value++;
        } finally {
            taken = 0;
        }
    }

    public void decrement() {
        while (!TAKEN.compareAndSet(this, 0, 1)) {
            Thread.onSpinWait();
        }
        try {
            value--;
        } finally {
            taken = 0;
        }
    }

    public long get() {
        while (!TAKEN.compareAndSet(this, 0, 1)) {
            Thread.onSpinWait();
        }
        try {
            return value;
        } finally {
            taken = 0;
        }
    }

    public boolean incrementIfBelow(long limit) {
        while (!TAKEN.compareAndSet(this, 0, 1)) {
            Thread.onSpinWait();
        }
        try {
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        } finally {
            taken = 0;
        }
    }

    public long update(LongUnaryOperator operation) {
        while (!TAKEN.compareAndSet(this, 0, 1)) {
            Thread.onSpinWait();
        }
        try {
            value = operation.applyAsLong(value);
            return value;
        } finally {
            taken = 0;
        }
    }
}
