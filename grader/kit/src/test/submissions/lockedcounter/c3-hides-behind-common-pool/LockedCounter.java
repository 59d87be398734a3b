package lockstep.lockedcounter;

import java.util.concurrent.ForkJoinPool;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        ForkJoinPool.commonPool().submit(() -> {}).join();
        synchronized (this) {
            value++;
        }
    }

    public void decrement() {
        ForkJoinPool.commonPool().submit(() -> {}).join();
        synchronized (this) {
            value--;
        }
    }

    public long get() {
        ForkJoinPool.commonPool().submit(() -> {}).join();
        return value;
    }

    public boolean incrementIfBelow(long limit) {
        ForkJoinPool.commonPool().submit(() -> {}).join();
        synchronized (this) {
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        }
    }

    public long update(LongUnaryOperator operation) {
        ForkJoinPool.commonPool().submit(() -> {}).join();
        synchronized (this) {
            value = operation.applyAsLong(value);
            return value;
        }
    }
}
