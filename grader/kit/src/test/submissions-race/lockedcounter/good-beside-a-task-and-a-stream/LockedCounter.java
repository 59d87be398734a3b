package lockstep.lockedcounter;

import java.util.concurrent.CompletableFuture;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

public final class LockedCounter {

    private long value;

    public LockedCounter(long initial) {
        value = initial;
    }

    public void increment() {
        CompletableFuture.runAsync(() -> LongStream.range(0, 3).sum()).join();
        synchronized (this) {
            value++;
        }
    }

    public void decrement() {
        CompletableFuture.runAsync(() -> LongStream.range(0, 3).sum()).join();
        synchronized (this) {
            value--;
        }
    }

    public long get() {
        CompletableFuture.runAsync(() -> LongStream.range(0, 3).sum()).join();
        synchronized (this) {
            return value;
        }
    }

    public boolean incrementIfBelow(long limit) {
        CompletableFuture.runAsync(() -> LongStream.range(0, 3).sum()).join();
        synchronized (this) {
            if (value >= limit) {
                return false;
            }
            value++;
            return true;
        }
    }

    public long update(LongUnaryOperator operation) {
        CompletableFuture.runAsync(() -> LongStream.range(0, 3).sum()).join();
        synchronized (this) {
            value = operation.applyAsLong(value);
            return value;
        }
    }
}
