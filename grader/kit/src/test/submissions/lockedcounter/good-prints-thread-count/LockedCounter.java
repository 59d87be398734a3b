package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

public final class LockedCounter {

    private long value;
    private static final boolean DEBUG = false;

    private void log() {
        long digits = LongStream.iterate(Thread.activeCount(), count -> count > 0, count -> count / 10)
                .count();
        if (DEBUG) {
            System.out.println("threads: " + Thread.activeCount() + ", digits: " + digits);
        }
    }

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        log();
        synchronized (this) {
            value++;
        }
    }

    public void decrement() {
        log();
        synchronized (this) {
            value--;
        }
    }

    public long get() {
        log();
        synchronized (this) {
            return value;
        }
    }

    public boolean incrementIfBelow(long limit) {
        log();
        synchronized (this) {
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        }
    }

    public long update(LongUnaryOperator operation) {
        log();
        synchronized (this) {
            value = operation.applyAsLong(value);
            return value;
        }
    }
}
