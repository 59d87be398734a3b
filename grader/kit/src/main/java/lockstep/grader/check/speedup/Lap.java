package lockstep.grader.check.speedup;

/**
 * The time of one call.
 *
 * @param nanos wall time
 * @param cpuNanos CPU time of the whole process meanwhile; 0 where it means nothing
 * @param takenNanos what others and the host took of all cores' time meanwhile; counted in hundredths of a second, so that
 *     a single one may be wrong by two of them in either direction
 */
record Lap(long nanos, long cpuNanos, long takenNanos) {

    /** Makes one of which nothing is known but its own times. */
    Lap(long nanos, long cpuNanos) {
        this(nanos, cpuNanos, 0);
    }
}
