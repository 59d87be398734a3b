package lockstep.engine.jdk;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Stands for {@link java.util.concurrent.atomic.AtomicReferenceFieldUpdater} in woven code. */
@SuppressWarnings({"unused", "MissingJavadoc", "unchecked", "NullAway"}) // called from woven code
public final class ReferenceUpdater<T, V extends @Nullable Object> {

    private final Unsafe unsafe = Unsafe.getUnsafe();
    private final long offset;

    private ReferenceUpdater(Class<?> type, String field) {
        offset = unsafe.objectFieldOffset(type, field);
    }

    public static <U, W> ReferenceUpdater<U, W> newUpdater(Class<U> type, Class<W> valueType, String field) {
        return new ReferenceUpdater<>(type, field);
    }

    public boolean compareAndSet(T object, V expected, V value) {
        return unsafe.compareAndSetReference(object, offset, expected, value);
    }

    public boolean weakCompareAndSet(T object, V expected, V value) {
        return compareAndSet(object, expected, value);
    }

    public void set(T object, V value) {
        unsafe.putReference(object, offset, value);
    }

    public void lazySet(T object, V value) {
        set(object, value);
    }

    public V get(T object) {
        return (V) unsafe.getReference(object, offset);
    }

    public V getAndSet(T object, V value) {
        return (V) unsafe.getAndSetReference(object, offset, value);
    }

    public V getAndUpdate(T object, UnaryOperator<V> operator) {
        V before;
        do {
            before = get(object);
        } while (!compareAndSet(object, before, operator.apply(before)));
        return before;
    }

    public V updateAndGet(T object, UnaryOperator<V> operator) {
        V before;
        V after;
        do {
            before = get(object);
            after = operator.apply(before);
        } while (!compareAndSet(object, before, after));
        return after;
    }

    public V accumulateAndGet(T object, V operand, BinaryOperator<V> operator) {
        return updateAndGet(object, before -> operator.apply(before, operand));
    }

    public V getAndAccumulate(T object, V operand, BinaryOperator<V> operator) {
        return getAndUpdate(object, before -> operator.apply(before, operand));
    }
}
