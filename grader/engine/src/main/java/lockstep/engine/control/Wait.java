package lockstep.engine.control;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import lockstep.engine.trace.Awaited;
import org.jspecify.annotations.Nullable;

/** What a blocked thread waits for. */
final class Wait {

    /** A time-out that never comes. */
    static final long NEVER = Long.MAX_VALUE;

    final Thread.State state;
    /** Known only to who looks at it, so it is made only for them. */
    final Supplier<Awaited> what;

    final @Nullable Object resource;
    final BooleanSupplier ready;
    final long deadline;
    final boolean interruptible;
    /** Whether the thread may wake up for no reason (JLS 17.2.1), provided that {@link #ready} allows it to go on. */
    final boolean spuriously;

    /** Whether it is the submission that set the time-out, itself or by a call into the library. */
    boolean ofSubmission;
    /** Whether the time-out is one that is meant for what has gone wrong. */
    boolean isLong;
    /** Whether it is so long that it expires only when nobody can go on. */
    boolean isLongest;

    boolean timedOut;
    /** Whether the time was up after what is waited for had come, and before the thread went on. */
    boolean late;

    private Wait(
            Thread.State state,
            Supplier<Awaited> what,
            @Nullable Object resource,
            BooleanSupplier ready,
            long deadline,
            boolean interruptible,
            boolean spuriously) {
        this.state = state;
        this.what = what;
        this.resource = resource;
        this.ready = ready;
        this.deadline = deadline;
        this.interruptible = interruptible;
        this.spuriously = spuriously;
    }

    static Wait forMonitor(Supplier<Awaited> what, Object resource, BooleanSupplier ready) {
        return new Wait(Thread.State.BLOCKED, what, resource, ready, NEVER, false, false);
    }

    /** @param spuriously whether it may end for no reason, as {@code Object.wait} and {@code LockSupport.park} say */
    static Wait interruptibly(
            Supplier<Awaited> what,
            @Nullable Object resource,
            BooleanSupplier ready,
            long deadline,
            boolean spuriously) {
        return new Wait(state(deadline), what, resource, ready, deadline, true, spuriously);
    }

    private static Thread.State state(long deadline) {
        return deadline == NEVER ? Thread.State.WAITING : Thread.State.TIMED_WAITING;
    }

    /** Returns what it is that is waited for. */
    Awaited awaited() {
        return deadline == NEVER ? what.get() : what.get().timed();
    }

    /** Returns whether it is for the time alone. */
    boolean isSleep() {
        return what.get().kind() == Awaited.Kind.SLEEP;
    }

    /** Returns whether its time can still be up. */
    boolean canExpire() {
        return deadline != NEVER && !timedOut && !late;
    }

    /** The time-out expires. */
    void expires() {
        late = ready.getAsBoolean();
        timedOut = !late;
    }

    boolean isOver(boolean interrupted) {
        return timedOut || (interruptible && interrupted) || ready.getAsBoolean();
    }
}
