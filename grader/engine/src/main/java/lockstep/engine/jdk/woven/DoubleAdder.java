package lockstep.engine.jdk.woven;

import java.util.concurrent.atomic.AtomicLong;

/** Stands for {@link java.util.concurrent.atomic.DoubleAdder}, whose cells only spread contention. */
@SuppressWarnings({"unused", "MissingJavadoc"}) // called from woven code
public class DoubleAdder extends Number {

    private static final long serialVersionUID = 1;
    private final AtomicLong bits = new AtomicLong();

    public void add(double x) {
        bits.updateAndGet(now -> Double.doubleToRawLongBits(Double.longBitsToDouble(now) + x));
    }

    public double sum() {
        return Double.longBitsToDouble(bits.get());
    }

    public void reset() {
        bits.set(0);
    }

    public double sumThenReset() {
        return Double.longBitsToDouble(bits.getAndSet(0));
    }

    @Override
    public String toString() {
        return Double.toString(sum());
    }

    @Override
    public long longValue() {
        return (long) sum();
    }

    @Override
    public int intValue() {
        return (int) sum();
    }

    @Override
    public float floatValue() {
        return (float) sum();
    }

    @Override
    public double doubleValue() {
        return sum();
    }
}
