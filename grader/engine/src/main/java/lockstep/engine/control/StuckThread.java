package lockstep.engine.control;

import java.util.List;
import lockstep.engine.trace.Awaited;
import org.jspecify.annotations.Nullable;

/**
 * A thread that cannot go on.
 *
 * @param state as {@link Thread.State} names it
 * @param waitsFor null where it spins
 * @param heldBy the name of the thread that holds what it waits for, or null
 * @param heldSince where the holder took it, or {@link Site#OUTSIDE}
 * @param holder what is known about the holder
 * @param stack the thread's frames, topmost first
 */
public record StuckThread(
        String name,
        Thread.State state,
        @Nullable Awaited waitsFor,
        @Nullable String heldBy,
        int heldSince,
        Holder holder,
        List<StackTraceElement> stack) {
    public StuckThread {
        stack = List.copyOf(stack);
    }

    /** What is known about the thread that holds what is waited for. */
    public enum Holder {
        /** Nobody holds it, or nobody knows. */
        NONE,
        /** It is still there. */
        ALIVE,
        /** It has done its part and kept the lock. */
        LEFT,
        /** Something was thrown in it, and it kept the lock. */
        THREW
    }
}
