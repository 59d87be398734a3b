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

    public void increment() {
        permit.acquireUninterruptibly();
        try {
            value++;
        } finally {
            permit.release();
        }
    }

    public void decrement() {
        permit.acquireUninterruptibly();
        try {
            value--;
        } finally {
            permit.release();
        }
    }

    public long get() {
        permit.acquireUninterruptibly();
        try {
            return value;
        } finally {
            permit.release();
        }
    }

    public boolean incrementIfBelow(long limit) {
        permit.acquireUninterruptibly();
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
        permit.acquireUninterruptibly();
        try {
            long result = operation.applyAsLong(value);
            value = result;
            return result;
        } finally {
            permit.release();
        }
    }
}
