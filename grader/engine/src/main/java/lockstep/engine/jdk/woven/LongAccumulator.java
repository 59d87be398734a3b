package lockstep.engine.jdk.woven;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongBinaryOperator;

/** Stands for {@link java.util.concurrent.atomic.LongAccumulator}, whose cells only spread contention. */
@SuppressWarnings({"unused", "MissingJavadoc"}) // called from woven code
public class LongAccumulator extends Number {

    private static final long serialVersionUID = 1;
    private final AtomicLong total;
    private final transient LongBinaryOperator function;
    private final long identity;

    public LongAccumulator(LongBinaryOperator function, long identity) {
        this.function = function;
        this.identity = identity;
        this.total = new AtomicLong(identity);
    }

    public void accumulate(long x) {
        total.accumulateAndGet(x, function);
    }

    public long get() {
        return total.get();
    }

    public void reset() {
        total.set(identity);
    }

    public long getThenReset() {
        return total.getAndSet(identity);
    }

    @Override
    public String toString() {
        return Long.toString(get());
    }

    @Override
    public long longValue() {
        return get();
    }

    @Override
    public int intValue() {
        return (int) get();
    }

    @Override
    public float floatValue() {
        return get();
    }

    @Override
    public double doubleValue() {
        return get();
    }
}
