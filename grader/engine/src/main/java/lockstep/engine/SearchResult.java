package lockstep.engine;

import lockstep.engine.control.ExecutionResult;
import lockstep.engine.control.Fault;
import org.jspecify.annotations.Nullable;

/**
 * What a search came to.
 *
 * @param failure the execution that shows what is wrong, traced; null if none was found
 * @param schedule the order of that execution
 * @param notControlled why nothing can be said, or null
 * @param coverage how much was tried
 */
public record SearchResult(
        @Nullable ExecutionResult failure,
        Schedule schedule,
        @Nullable String notControlled,
        Coverage coverage) {

    /** What can be found. */
    public enum Found {
        /** No order that was tried shows anything; whether these were all, the coverage says. */
        NOTHING,
        /** An exception or a failed assertion leaves the scenario. */
        FAILURE,
        /** Each thread waits, and the scenario is not over: a deadlock, a lost wake-up, a lock that is never given back. */
        DEADLOCK,
        /** A thread runs, and does not get on: it is spinning, and what it asks for does not come. */
        LIVELOCK,
        /** Two accesses of one variable, one of them a write, that nothing orders (JLS 17.4.5); no order fails otherwise. */
        DATA_RACE,
        /** The engine does not see all that the scenario does, so it says nothing. */
        UNCONTROLLED
    }

    /** Returns what was found. */
    public Found found() {
        if (notControlled != null) {
            return Found.UNCONTROLLED;
        }
        if (failure == null) {
            return Found.NOTHING;
        }
        Fault fault = failure.fault();
        if (fault == null) {
            return Found.DATA_RACE;
        }
        if (fault instanceof Fault.Thrown) {
            return Found.FAILURE;
        }
        return fault instanceof Fault.Stuck stuck
                        && stuck.threads().stream().noneMatch(thread -> thread.state() == Thread.State.RUNNABLE)
                ? Found.DEADLOCK
                : Found.LIVELOCK;
    }

    /**
     * How much was tried.
     *
     * @param interleavings how many executions
     * @param exhausted whether these were all there are, apart from those that lead to a state already visited
     * @param preemptions how many at most those had that are tried by their number
     * @param steps of all executions together
     * @param completed whether an execution came to its end under control, with nothing wrong
     */
    public record Coverage(int interleavings, boolean exhausted, int preemptions, long steps, boolean completed) {}
}
