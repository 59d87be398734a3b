package lockstep.engine.jdk;

import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/** Stands for {@link java.util.concurrent.atomic.AtomicLongFieldUpdater} in woven code. */
@SuppressWarnings({"unused", "MissingJavadoc", "TypeParameterUnusedInFormals"}) // called from woven code
public final class LongUpdater<T> {

    private final Unsafe unsafe = Unsafe.getUnsafe();
    private final long offset;

    private LongUpdater(Class<?> type, String field) {
        offset = unsafe.objectFieldOffset(type, field);
    }

    public static <U> LongUpdater<U> newUpdater(Class<U> type, String field) {
        return new LongUpdater<>(type, field);
    }

    public boolean compareAndSet(T object, long expected, long value) {
        return unsafe.compareAndSetLong(object, offset, expected, value);
    }

    public boolean weakCompareAndSet(T object, long expected, long value) {
        return compareAndSet(object, expected, value);
    }

    public void set(T object, long value) {
        unsafe.putLong(object, offset, value);
    }

    public void lazySet(T object, long value) {
        set(object, value);
    }

    public long get(T object) {
        return unsafe.getLong(object, offset);
    }

    public long getAndSet(T object, long value) {
        return unsafe.getAndSetLong(object, offset, value);
    }

    public long getAndAdd(T object, long delta) {
        return unsafe.getAndAddLong(object, offset, delta);
    }

    public long addAndGet(T object, long delta) {
        return getAndAdd(object, delta) + delta;
    }

    public long getAndIncrement(T object) {
        return getAndAdd(object, 1);
    }

    public long getAndDecrement(T object) {
        return getAndAdd(object, -1);
    }

    public long incrementAndGet(T object) {
        return addAndGet(object, 1);
    }

    public long decrementAndGet(T object) {
        return addAndGet(object, -1);
    }

    public long getAndUpdate(T object, LongUnaryOperator operator) {
        long before;
        do {
            before = get(object);
        } while (!compareAndSet(object, before, operator.applyAsLong(before)));
        return before;
    }

    public long updateAndGet(T object, LongUnaryOperator operator) {
        long before;
        long after;
        do {
            before = get(object);
            after = operator.applyAsLong(before);
        } while (!compareAndSet(object, before, after));
        return after;
    }

    public long accumulateAndGet(T object, long operand, LongBinaryOperator operator) {
        return updateAndGet(object, before -> operator.applyAsLong(before, operand));
    }

    public long getAndAccumulate(T object, long operand, LongBinaryOperator operator) {
        return getAndUpdate(object, before -> operator.applyAsLong(before, operand));
    }
}
