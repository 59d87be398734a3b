package lockstep.engine.trace;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a thread waits for that cannot go on.
 *
 * @param lock the monitor, the condition or the synchroniser; null for what is none
 * @param thread the name of the thread whose end is awaited, or null
 * @param isTimed whether the wait has a time-out
 */
public record Awaited(
        Kind kind, @Nullable Lock lock, @Nullable String thread, boolean isTimed) {

    /** What there is to wait for. */
    public enum Kind {
        /** That a monitor is free. */
        MONITOR,
        /** A {@code notify} on a monitor, which the thread has given back meanwhile. */
        NOTIFICATION,
        /** A {@code signal} on a {@code Condition}. */
        SIGNAL,
        /** A lock, a latch, a future or whatever else the library parks threads for. */
        SYNCHRONISER,
        /** An {@code unpark}. */
        PERMIT,
        /** That some time has passed. */
        SLEEP,
        /** That a thread has ended. */
        THREAD_END,
        /** That another thread has initialised a class (JLS 12.4.2). */
        INITIALISATION,
        /** That all other threads have ended or wait, too. */
        REST
    }

    /** Returns the wait for a monitor, a condition or a synchroniser. */
    public static Awaited of(Kind kind, Lock lock) {
        return new Awaited(kind, lock, null, false);
    }

    /** Returns a wait for what has no object: a permit, a sleep, or the rest of all others. */
    public static Awaited of(Kind kind) {
        return new Awaited(kind, null, null, false);
    }

    /** Returns the wait for the end of a thread of this name. */
    public static Awaited endOf(String thread) {
        return new Awaited(Kind.THREAD_END, null, thread, false);
    }

    /** Returns whether others are meant to come in meanwhile; who waits for a lock only wants to go on. */
    public boolean letsOthersIn() {
        return switch (kind) {
            case NOTIFICATION, SIGNAL, PERMIT, SLEEP -> true;
            case MONITOR, SYNCHRONISER, THREAD_END, INITIALISATION, REST -> false;
        };
    }

    /** Returns the same with a time-out. */
    public Awaited timed() {
        return new Awaited(kind, lock, thread, true);
    }

    /** Returns the same with another view of its lock, if it has one. */
    public Awaited with(UnaryOperator<Lock> named) {
        return lock == null ? this : new Awaited(kind, named.apply(lock), thread, isTimed);
    }

    /** Returns whether it waits for an object of this class, given by its simple name. */
    public boolean isFor(String type) {
        return lock != null && !lock.isMonitor() && lock.type().equals(type);
    }

    /** Returns whether it waits for a lock of {@code java.util.concurrent.locks}. */
    public boolean isForLock() {
        return kind == Kind.SYNCHRONISER && lock != null && lock.type().endsWith("Lock");
    }
}
