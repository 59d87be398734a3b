package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private static final ThreadLocal<StringBuilder> LOG = ThreadLocal.withInitial(StringBuilder::new);
    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        synchronized (this) {
            LOG.get().append(String.format("%s %d;", Thread.currentThread().getName(), value));
            value++;
        }
    }

    public void decrement() {
        synchronized (this) {
            LOG.get().append(String.format("%s %d;", Thread.currentThread().getName(), value));
            value--;
        }
    }

    public long get() {
        synchronized (this) {
            LOG.get().append(String.format("%s %d;", Thread.currentThread().getName(), value));
            return value;
        }
    }

    public boolean incrementIfBelow(long limit) {
        synchronized (this) {
            LOG.get().append(String.format("%s %d;", Thread.currentThread().getName(), value));
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        }
    }

    public long update(LongUnaryOperator operation) {
        synchronized (this) {
            LOG.get().append(String.format("%s %d;", Thread.currentThread().getName(), value));
            value = operation.applyAsLong(value);
            return value;
        }
    }
}
