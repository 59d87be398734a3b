package lockstep.engine.control;

import org.jspecify.annotations.Nullable;

/**
 * A step of a traced execution.
 *
 * @param action what the thread did
 * @param value what it read or wrote, or null
 * @param variable what it touched, or null where it touched no single variable
 * @param lock what it took, gave back or waits for, or null
 */
public record TraceStep(
        int thread,
        String threadName,
        int site,
        String action,
        @Nullable String value,
        @Nullable Variable variable,
        @Nullable Lock lock) {

    /**
     * A lock or whatever else threads wait for.
     *
     * @param object what it is known by
     * @param name what a student calls it: the field that holds it, or its type
     */
    public record Lock(Object object, String name) {}

    TraceStep named(@Nullable String field) {
        return lock == null || field == null
                ? this
                : new TraceStep(thread, threadName, site, action, value, variable, new Lock(lock.object(), field));
    }
}
