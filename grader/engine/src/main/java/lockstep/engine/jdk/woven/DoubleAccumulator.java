package lockstep.engine.jdk.woven;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleBinaryOperator;

/** Stands for {@link java.util.concurrent.atomic.DoubleAccumulator}, whose cells only spread contention. */
@SuppressWarnings({"unused", "MissingJavadoc"}) // called from woven code
public class DoubleAccumulator extends Number {

    private static final long serialVersionUID = 1;
    private final AtomicLong bits;
    private final transient DoubleBinaryOperator function;
    private final long identity;

    public DoubleAccumulator(DoubleBinaryOperator function, double identity) {
        this.function = function;
        this.identity = Double.doubleToRawLongBits(identity);
        this.bits = new AtomicLong(this.identity);
    }

    public void accumulate(double x) {
        bits.updateAndGet(now -> Double.doubleToRawLongBits(function.applyAsDouble(Double.longBitsToDouble(now), x)));
    }

    public double get() {
        return Double.longBitsToDouble(bits.get());
    }

    public void reset() {
        bits.set(identity);
    }

    public double getThenReset() {
        return Double.longBitsToDouble(bits.getAndSet(identity));
    }

    @Override
    public String toString() {
        return Double.toString(get());
    }

    @Override
    public long longValue() {
        return (long) get();
    }

    @Override
    public int intValue() {
        return (int) get();
    }

    @Override
    public float floatValue() {
        return (float) get();
    }

    @Override
    public double doubleValue() {
        return get();
    }
}
