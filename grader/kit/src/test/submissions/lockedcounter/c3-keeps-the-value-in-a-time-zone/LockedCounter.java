package lockstep.lockedcounter;

import java.util.TimeZone;
import java.util.function.LongUnaryOperator;

/** get() takes no lock; the value is kept in two time zones (sun.util.calendar.ZoneInfo). */
public final class LockedCounter {

    private final TimeZone low = TimeZone.getTimeZone("UTC");
    private final TimeZone high = TimeZone.getTimeZone("UTC");

    public LockedCounter(long initial) {
        set(initial);
    }

    private void set(long v) {
        low.setRawOffset((int) v);
        high.setRawOffset((int) (v >> 32));
    }

    private long value() {
        return (long) high.getRawOffset() << 32 | low.getRawOffset() & 0xFFFF_FFFFL;
    }

    public synchronized void increment() {
        set(value() + 1);
    }

    public synchronized void decrement() {
        set(value() - 1);
    }

    public long get() {
        return value();
    }

    public synchronized boolean incrementIfBelow(long limit) {
        long v = value();
        if (v >= limit) {
            return false;
        }
        set(v + 1);
        return true;
    }

    public synchronized long update(LongUnaryOperator operation) {
        long v = operation.applyAsLong(value());
        set(v);
        return v;
    }
}
