package lockstep.engine.jdk;

import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/** Stands for {@link java.util.concurrent.atomic.AtomicIntegerFieldUpdater} in woven code. */
@SuppressWarnings({"unused", "MissingJavadoc", "TypeParameterUnusedInFormals"}) // called from woven code
public final class IntegerUpdater<T> {

    private final Unsafe unsafe = Unsafe.getUnsafe();
    private final long offset;

    private IntegerUpdater(Class<?> type, String field) {
        offset = unsafe.objectFieldOffset(type, field);
    }

    public static <U> IntegerUpdater<U> newUpdater(Class<U> type, String field) {
        return new IntegerUpdater<>(type, field);
    }

    public boolean compareAndSet(T object, int expected, int value) {
        return unsafe.compareAndSetInt(object, offset, expected, value);
    }

    public boolean weakCompareAndSet(T object, int expected, int value) {
        return compareAndSet(object, expected, value);
    }

    public void set(T object, int value) {
        unsafe.putInt(object, offset, value);
    }

    public void lazySet(T object, int value) {
        set(object, value);
    }

    public int get(T object) {
        return unsafe.getInt(object, offset);
    }

    public int getAndSet(T object, int value) {
        return unsafe.getAndSetInt(object, offset, value);
    }

    public int getAndAdd(T object, int delta) {
        return unsafe.getAndAddInt(object, offset, delta);
    }

    public int addAndGet(T object, int delta) {
        return getAndAdd(object, delta) + delta;
    }

    public int getAndIncrement(T object) {
        return getAndAdd(object, 1);
    }

    public int getAndDecrement(T object) {
        return getAndAdd(object, -1);
    }

    public int incrementAndGet(T object) {
        return addAndGet(object, 1);
    }

    public int decrementAndGet(T object) {
        return addAndGet(object, -1);
    }

    public int getAndUpdate(T object, IntUnaryOperator operator) {
        int before;
        do {
            before = get(object);
        } while (!compareAndSet(object, before, operator.applyAsInt(before)));
        return before;
    }

    public int updateAndGet(T object, IntUnaryOperator operator) {
        int before;
        int after;
        do {
            before = get(object);
            after = operator.applyAsInt(before);
        } while (!compareAndSet(object, before, after));
        return after;
    }

    public int accumulateAndGet(T object, int operand, IntBinaryOperator operator) {
        return updateAndGet(object, before -> operator.applyAsInt(before, operand));
    }

    public int getAndAccumulate(T object, int operand, IntBinaryOperator operator) {
        return getAndUpdate(object, before -> operator.applyAsInt(before, operand));
    }
}
