package lockstep.grader.check.speedup;

/**
 * The time of one call.
 *
 * @param nanos wall time
 * @param cpuNanos CPU time of the whole process meanwhile; 0 where it means nothing
 */
record Lap(long nanos, long cpuNanos) {}
