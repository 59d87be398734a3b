package lockstep.engine.jdk.woven;

import java.util.concurrent.atomic.AtomicLong;

/** Stands for {@link java.util.concurrent.atomic.LongAdder}, whose cells only spread contention. */
@SuppressWarnings({"unused", "MissingJavadoc"}) // called from woven code
public class LongAdder extends Number {

    private static final long serialVersionUID = 1;
    private final AtomicLong total = new AtomicLong();

    public void add(long x) {
        total.addAndGet(x);
    }

    public void increment() {
        add(1);
    }

    public void decrement() {
        add(-1);
    }

    public long sum() {
        return total.get();
    }

    public void reset() {
        total.set(0);
    }

    public long sumThenReset() {
        return total.getAndSet(0);
    }

    @Override
    public String toString() {
        return Long.toString(sum());
    }

    @Override
    public long longValue() {
        return sum();
    }

    @Override
    public int intValue() {
        return (int) sum();
    }

    @Override
    public float floatValue() {
        return sum();
    }

    @Override
    public double doubleValue() {
        return sum();
    }
}
