package lockstep.engine;

import lockstep.engine.control.Hooks;
import lockstep.engine.control.Line;
import org.jspecify.annotations.Nullable;

/**
 * The calls that a scenario makes of code under test, each in one thread: which of them should be one step, and how they have
 * ended. It changes nothing in the search; a failure is explained by it. Outside of an execution nothing is known.
 */
public final class Calls {

    private Calls() {}

    /**
     * How a call has ended. Lines are null where there are none.
     *
     * @param returnedAt the line by which the code under test was left; it says nothing of a call that threw
     * @param interruptTakenAt the line where the thread's interrupt flag was cleared last; null where it was not
     * @param changedAt the line that has last written what other threads could see, locks left aside; known only in the run
     *     that is shown
     */
    public record End(
            @Nullable Line returnedAt,
            @Nullable Line interruptTakenAt,
            @Nullable Line changedAt) {
        /** Nothing is known. */
        public static final End UNKNOWN = new End(null, null, null);
    }

    /** The calling thread is about to make a call that should be one step for all others. */
    public static void begin() {
        Hooks.beginCall();
    }

    /** That call has come to its end. */
    public static void end() {
        Hooks.endCall();
    }

    /** A call has come back to the calling thread; what is called from now on to look at the answer is none. */
    public static void returned() {
        Hooks.callReturned();
    }

    /** Returns how the last call of the calling thread's has ended that {@linkplain #returned came back}. */
    public static End last() {
        return Hooks.lastCall();
    }

    /**
     * Returns the line of the {@code catch} in code under test that has last caught this, or what it is the cause of; null if none
     * has. Known only in the run that is shown.
     */
    public static @Nullable Line handledAt(Throwable thrown) {
        return Hooks.handledAt(thrown);
    }

    /** Returns whether this is the run that is shown: what is asked for a failure only need not be asked in others. */
    public static boolean isShown() {
        return Hooks.isShown();
    }

    /**
     * Returns the line that has last put something at this index of an array, or of a collection that is kept in one; null if
     * code under test never has. Where several hold something there, that counts which holds this object, else the one
     * written last. Known only in the run that is shown.
     */
    public static @Nullable Line storedAt(int index, @Nullable Object value) {
        return Hooks.storedAt(index, value);
    }
}
