package lockstep.engine.jdk;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import lockstep.engine.control.Hooks;
import lockstep.engine.control.ThreadHooks;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the JDK's internal memory accesses in woven copies of its classes. Only one thread moves at a time, so
 * plain reflection is atomic here; what each access orders is told to the engine. All strengths of an access are one.
 */
@SuppressWarnings({"unused", "MissingJavadoc"}) // called from woven code
public final class Unsafe {

    private final List<Field> fields = new ArrayList<>();

    private Unsafe() {}

    /** Each class that asks gets an object of its own: its offsets are numbers of its own fields. */
    public static Unsafe getUnsafe() {
        return new Unsafe();
    }

    public synchronized long objectFieldOffset(Class<?> type, String name) {
        try {
            return objectFieldOffset(type.getDeclaredField(name));
        } catch (NoSuchFieldException e) {
            throw new InternalError(e);
        }
    }

    public synchronized long objectFieldOffset(Field field) {
        boolean unused = field.trySetAccessible();
        fields.add(field);
        return fields.size() - 1L;
    }

    public long staticFieldOffset(Field field) {
        return objectFieldOffset(field);
    }

    public Object staticFieldBase(Field field) {
        return field.getDeclaringClass();
    }

    public int arrayBaseOffset(Class<?> type) {
        return 0;
    }

    public long arrayBaseOffsetLong(Class<?> type) {
        return 0;
    }

    public int arrayIndexScale(Class<?> type) {
        return 1;
    }

    private Object key(Object owner, long offset) {
        return owner instanceof Object[]
                ? (Object) (int) offset
                : fields.get((int) offset).getName();
    }

    private @Nullable Object read(Object owner, long offset) {
        if (owner instanceof Object[] array) {
            return array[(int) offset];
        }
        try {
            return fields.get((int) offset).get(owner);
        } catch (IllegalAccessException e) {
            if (isThread(owner)) {
                return null;
            }
            throw new InternalError(e);
        }
    }

    private void write(Object owner, long offset, @Nullable Object value) {
        if (owner instanceof Object[] array) {
            array[(int) offset] = value;
            return;
        }
        try {
            fields.get((int) offset).set(owner, value);
        } catch (IllegalAccessException e) {
            if (!isThread(owner)) {
                throw new InternalError(e);
            }
        }
    }

    /** A pool's worker looks for its thread-locals and forgets them; they are not kept in the thread here. */
    private static boolean isThread(Object owner) {
        return owner instanceof Thread;
    }

    public int getInt(Object owner, long offset) {
        Hooks.libraryRead(owner, key(owner, offset));
        return (Integer) nonNull(read(owner, offset));
    }

    public void putInt(Object owner, long offset, int value) {
        Hooks.libraryWrite(owner, key(owner, offset));
        write(owner, offset, value);
    }

    public boolean compareAndSetInt(Object owner, long offset, int expected, int value) {
        Hooks.beforeCompareAndSet(owner, key(owner, offset));
        return setIf(owner, offset, expected, value);
    }

    private boolean setIf(Object owner, long offset, int expected, int value) {
        int now = (Integer) nonNull(read(owner, offset));
        if (now != expected || Hooks.failsSpuriously(false, -1)) {
            Hooks.libraryRead(owner, key(owner, offset));
            return false;
        }
        putIntAfterReading(owner, offset, now, value);
        return true;
    }

    private void putIntAfterReading(Object owner, long offset, int now, int value) {
        Hooks.libraryUpdate(owner, key(owner, offset), now != value);
        write(owner, offset, value);
    }

    public int compareAndExchangeInt(Object owner, long offset, int expected, int value) {
        Hooks.beforeCompareAndSet(owner, key(owner, offset));
        int now = (Integer) nonNull(read(owner, offset));
        boolean unused = setIf(owner, offset, expected, value);
        return now;
    }

    public int getAndSetInt(Object owner, long offset, int value) {
        int now = (Integer) nonNull(read(owner, offset));
        putIntAfterReading(owner, offset, now, value);
        return now;
    }

    public int getAndAddInt(Object owner, long offset, int operand) {
        int now = (Integer) nonNull(read(owner, offset));
        putIntAfterReading(owner, offset, now, now + operand);
        return now;
    }

    public int getAndBitwiseAndInt(Object owner, long offset, int operand) {
        int now = (Integer) nonNull(read(owner, offset));
        putIntAfterReading(owner, offset, now, now & operand);
        return now;
    }

    public int getAndBitwiseOrInt(Object owner, long offset, int operand) {
        int now = (Integer) nonNull(read(owner, offset));
        putIntAfterReading(owner, offset, now, now | operand);
        return now;
    }

    public long getLong(Object owner, long offset) {
        Hooks.libraryRead(owner, key(owner, offset));
        return (Long) nonNull(read(owner, offset));
    }

    public void putLong(Object owner, long offset, long value) {
        Hooks.libraryWrite(owner, key(owner, offset));
        write(owner, offset, value);
    }

    public boolean compareAndSetLong(Object owner, long offset, long expected, long value) {
        long now = (Long) nonNull(read(owner, offset));
        if (now != expected || Hooks.failsSpuriously(false, -1)) {
            Hooks.libraryRead(owner, key(owner, offset));
            return false;
        }
        putLongAfterReading(owner, offset, now, value);
        return true;
    }

    private void putLongAfterReading(Object owner, long offset, long now, long value) {
        Hooks.libraryUpdate(owner, key(owner, offset), now != value);
        write(owner, offset, value);
    }

    public long compareAndExchangeLong(Object owner, long offset, long expected, long value) {
        long now = (Long) nonNull(read(owner, offset));
        compareAndSetLong(owner, offset, expected, value);
        return now;
    }

    public long getAndSetLong(Object owner, long offset, long value) {
        long now = (Long) nonNull(read(owner, offset));
        putLongAfterReading(owner, offset, now, value);
        return now;
    }

    public long getAndAddLong(Object owner, long offset, long operand) {
        long now = (Long) nonNull(read(owner, offset));
        putLongAfterReading(owner, offset, now, now + operand);
        return now;
    }

    public long getAndBitwiseAndLong(Object owner, long offset, long operand) {
        long now = (Long) nonNull(read(owner, offset));
        putLongAfterReading(owner, offset, now, now & operand);
        return now;
    }

    public long getAndBitwiseOrLong(Object owner, long offset, long operand) {
        long now = (Long) nonNull(read(owner, offset));
        putLongAfterReading(owner, offset, now, now | operand);
        return now;
    }

    public @Nullable Object getReference(Object owner, long offset) {
        Hooks.libraryRead(owner, key(owner, offset));
        return read(owner, offset);
    }

    public void putReference(Object owner, long offset, @Nullable Object value) {
        Hooks.libraryWrite(owner, key(owner, offset));
        write(owner, offset, value);
    }

    public boolean compareAndSetReference(
            Object owner, long offset, @Nullable Object expected, @Nullable Object value) {
        @Nullable Object now = read(owner, offset);
        if (now != expected || Hooks.failsSpuriously(false, -1)) {
            Hooks.libraryRead(owner, key(owner, offset));
            return false;
        }
        putReferenceAfterReading(owner, offset, now, value);
        return true;
    }

    private void putReferenceAfterReading(Object owner, long offset, @Nullable Object now, @Nullable Object value) {
        Hooks.libraryUpdate(owner, key(owner, offset), now != value);
        write(owner, offset, value);
    }

    public @Nullable Object compareAndExchangeReference(
            Object owner, long offset, @Nullable Object expected, @Nullable Object value) {
        @Nullable Object now = read(owner, offset);
        compareAndSetReference(owner, offset, expected, value);
        return now;
    }

    public @Nullable Object getAndSetReference(Object owner, long offset, @Nullable Object value) {
        @Nullable Object now = read(owner, offset);
        putReferenceAfterReading(owner, offset, now, value);
        return now;
    }

    public void putFloat(Object owner, long offset, float value) {
        write(owner, offset, value);
    }

    private static Object nonNull(@Nullable Object number) {
        if (number == null) {
            throw new InternalError("a number expected");
        }
        return number;
    }

    /** What fences order is ordered here by the accesses themselves. */
    public void fullFence() {}

    public void loadFence() {}

    public void storeFence() {}

    public void storeStoreFence() {}

    /**
     * Blocks the current thread.
     *
     * @param time nanoseconds from now, or 0 for ever, or milliseconds since the epoch if {@code absolute}
     */
    public void park(boolean absolute, long time) {
        if (absolute) {
            ThreadHooks.parkNanos(null, Math.max(1, (time - ThreadHooks.currentTimeMillis(-1)) * 1_000_000));
        } else if (time == 0) {
            ThreadHooks.park(null);
        } else {
            ThreadHooks.parkNanos(null, time);
        }
    }

    public void unpark(@Nullable Object thread) {
        ThreadHooks.unpark((Thread) thread);
    }
}
