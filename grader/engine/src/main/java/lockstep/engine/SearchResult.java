package lockstep.engine;

import lockstep.engine.control.ExecutionResult;
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

    /**
     * How much was tried.
     *
     * @param interleavings how many executions
     * @param exhausted whether these were all there are, apart from those that lead to a state already visited
     * @param preemptions how many at most those had that are tried by their number
     * @param steps of all executions together
     */
    public record Coverage(int interleavings, boolean exhausted, int preemptions, long steps) {}
}
