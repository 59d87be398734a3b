package lockstep.lockedcounter;

import java.util.Date;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

public final class LockedCounter {

    private final Date moment = new Date();
    private final LongSupplier reader = moment::getTime;
    private final LongConsumer writer = moment::setTime;

    public LockedCounter(long initial) {
        write(initial);
    }

    private long read() {
        return reader.getAsLong();
    }

    private void write(long next) {
        writer.accept(next);
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
