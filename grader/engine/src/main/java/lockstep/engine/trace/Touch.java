package lockstep.engine.trace;

import java.util.List;
import lockstep.engine.control.Line;

/**
 * An access that a thread makes in one of its {@linkplain lockstep.engine.Calls calls}: of a variable of the code under test,
 * or of one inside of the library, which is put down to the call into it. Locks are none.
 *
 * @param thread the thread's number
 * @param threadName how the thread is called in all that is shown
 * @param call the number of the thread's call, from 1
 * @param part how often the thread has waited before in that call for others to come in, as by {@code wait()}
 * @param site the number of the place in woven code
 * @param stack where the thread is in code under test, topmost first
 */
public record Touch(
        int thread,
        String threadName,
        int call,
        int part,
        int site,
        List<Line> stack,
        SharedVariable variable,
        boolean writes) {

    public Touch {
        stack = List.copyOf(stack);
    }

    /** Returns whether both are made in one call. */
    public boolean isInCallOf(Touch other) {
        return thread == other.thread && call == other.call;
    }

    /** Returns whether both are made in one call and without a wait between them. */
    public boolean isInPartOf(Touch other) {
        return isInCallOf(other) && part == other.part;
    }

    /** Returns whether the order of the two matters. */
    public boolean conflictsWith(Touch other) {
        return variable == other.variable && (writes || other.writes);
    }
}
