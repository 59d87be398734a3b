package lockstep.lockedcounter;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private final Long[] cells = {0L};

    public LockedCounter(long initial) {
        write(initial);
    }

    private long read() {
        List<Long> view = Arrays.asList(cells);
        return view.get(0);
    }

    private void write(long next) {
        Arrays.asList(cells).set(0, next);
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
