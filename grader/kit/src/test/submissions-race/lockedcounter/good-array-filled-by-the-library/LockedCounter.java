package lockstep.lockedcounter;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private final long[] cells = new long[2];

    public LockedCounter(long initial) {
        write(initial);
    }

    private long read() {
        return Arrays.stream(cells).max().getAsLong();
    }

    private void write(long next) {
        Arrays.fill(cells, next);
    }

    public synchronized void increment() {
        write(read() + 1);
    }

    public synchronized void decrement() {
        write(read() - 1);
    }

    public synchronized long get() {
        return read();
    }

    public synchronized boolean incrementIfBelow(long limit) {
        long now = read();
        if (now >= limit) {
            return false;
        }
        write(now + 1);
        return true;
    }

    public synchronized long update(LongUnaryOperator operation) {
        long next = operation.applyAsLong(read());
        write(next);
        return next;
    }
}
