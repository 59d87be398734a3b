package lockstep.lockedcounter;

import java.util.Date;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private static final class Moment extends Date {}

    private final Moment moment = new Moment();

    public LockedCounter(long initial) {
        write(initial);
    }

    private long read() {
        return moment.getTime();
    }

    private void write(long next) {
        moment.setTime(next);
    }

    public void increment() {
        write(read() + 1);
    }

    public void decrement() {
        write(read() - 1);
    }

    public long get() {
        return read();
    }

    public boolean incrementIfBelow(long limit) {
        long now = read();
        if (now >= limit) {
            return false;
        }
        write(now + 1);
        return true;
    }

    public long update(LongUnaryOperator operation) {
        long next = operation.applyAsLong(read());
        write(next);
        return next;
    }
}
