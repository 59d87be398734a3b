package lockstep.grader.check.race.engine.control;

import org.jspecify.annotations.Nullable;

/**
 * A step of a traced execution.
 *
 * @param action what the thread did
 * @param value what it read or wrote, or null
 * @param variable what it touched, or null where it touched no single variable
 */
public record TraceStep(
        int thread,
        String threadName,
        int site,
        String action,
        @Nullable String value,
        @Nullable Variable variable) {}
