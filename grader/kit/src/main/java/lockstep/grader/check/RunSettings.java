package lockstep.grader.check;

/**
 * What one run of the grader was asked for.
 *
 * @param seed what all random choices come from
 */
public record RunSettings(long seed, Budget budget) {

    /** How much time a run may spend on looking for faults. */
    public enum Budget {
        QUICK,
        STANDARD,
        THOROUGH
    }
}
