package lockstep.engine.trace;

import org.jspecify.annotations.Nullable;

/**
 * What threads wait for that is an object: a monitor, a lock, or another synchroniser of {@code java.util.concurrent}.
 *
 * @param object what it is known by: the monitor's object, or the part of a synchroniser that threads queue at
 * @param isMonitor whether it is an object's monitor (JLS 17.1)
 * @param type the simple name of its class; of the monitor of a class, the name of that class with {@code .class}
 * @param field the field of the program that holds it, or null where none does
 */
public record Lock(
        Object object,
        boolean isMonitor,
        String type,
        @Nullable String field) {

    /** Returns the same lock, known by the field that holds it. */
    public Lock in(@Nullable String holder) {
        return holder == null ? this : new Lock(object, isMonitor, type, holder);
    }

    /** Returns whether both are one and the same object; what the program's objects claim to equal does not count. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Lock that && that.object == object;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(object);
    }

    /** Returns whether it is the monitor of a class, as a static synchronized method takes it. */
    public boolean isOfClass() {
        return object instanceof Class<?>;
    }
}
