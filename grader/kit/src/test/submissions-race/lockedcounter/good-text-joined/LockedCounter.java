package lockstep.lockedcounter;

import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private final StringBuilder digits = new StringBuilder();

    public LockedCounter(long initial) {
        write(initial);
    }

    private long read() {
        String text = "" + digits;
        return Long.parseLong(text);
    }

    private void write(long next) {
        digits.replace(0, digits.length(), Long.toString(next));
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
