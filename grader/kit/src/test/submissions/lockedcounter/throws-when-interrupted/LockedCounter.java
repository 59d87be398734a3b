package lockstep.lockedcounter;

import java.util.concurrent.Semaphore;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    // one permit: whoever holds it may touch the value
    private final Semaphore permit = new Semaphore(1);
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    private void acquire() {
        try {
            permit.acquire();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public void increment() {
        acquire();
        try {
            value++;
        } finally {
            permit.release();
        }
    }

    public void decrement() {
        acquire();
        try {
            value--;
        } finally {
            permit.release();
        }
    }

    public long get() {
        acquire();
        try {
            return value;
        } finally {
            permit.release();
        }
    }

    public boolean incrementIfBelow(long limit) {
        acquire();
        try {
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        } finally {
            permit.release();
        }
    }

    public long update(LongUnaryOperator operation) {
        acquire();
        try {
            long result = operation.applyAsLong(value);
            value = result;
            return result;
        } finally {
            permit.release();
        }
    }
}
