package lockstep.engine.explain;

import lockstep.engine.trace.TraceStep;
import org.jspecify.annotations.Nullable;

/**
 * A step of those that show what an execution is about.
 *
 * @param isRacing whether it is one of the two accesses of the data race that is shown
 * @param isRefused whether it asks for a lock and is told that it cannot have it
 * @param holder the name of the thread that holds what this one waits for, or null
 * @param after the number, from 0, of the earlier shown step of another thread that happens-before this one by a lock or
 *     a volatile variable that both touch (JLS 17.4.4); null where there is none
 * @param stands what it stands for besides itself
 */
public record ShownStep(
        TraceStep step,
        boolean isRacing,
        boolean isRefused,
        @Nullable String holder,
        @Nullable Integer after,
        Repeated stands) {

    /** A step by itself. */
    static final Repeated ITSELF = new Repeated(0, 0);

    /**
     * Steps in whose place a step stands.
     *
     * @param steps how many: those before this one that come again, or those that are left out here; 0 for a step by itself
     * @param times how often they come again; 0 where they are left out
     */
    public record Repeated(int steps, int times) {}

    ShownStep after(int earlier) {
        return new ShownStep(step, isRacing, isRefused, holder, earlier, stands);
    }

    /** Returns what stands for steps that come again, or that are left out. */
    ShownStep standingFor(int steps, int times) {
        return new ShownStep(step, false, false, null, null, new Repeated(steps, times));
    }
}
