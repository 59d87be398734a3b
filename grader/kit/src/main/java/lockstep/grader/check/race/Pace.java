package lockstep.grader.check.race;

import java.util.SplittableRandom;

/**
 * How often an operation is repeated in each round. Half of the time goes to rounds of a single operation, where only
 * the start brings threads together, half to rounds of many, where they run side by side for a while.
 */
final class Pace {

    private static final int MAX_EXPONENT = 16;

    /** Rounds grow until their actors take this long. */
    private static final long LONG_ROUND_NANOS = 4_000_000;

    private int exponent = 4;
    private long singleNanos;
    private long bulkNanos;

    int next(SplittableRandom random) {
        if (singleNanos < bulkNanos) {
            return 1;
        }
        // Mostly near the upper end: longer rounds cost less for starting them.
        return 1 << Math.max(1, exponent - random.nextInt(3));
    }

    /**
     * @param nanos how long the round took, with the waiting for its actors to meet
     * @param actingNanos how long its actors took from their start
     */
    void took(int repetitions, long nanos, long actingNanos) {
        if (repetitions == 1) {
            singleNanos += nanos;
            return;
        }
        bulkNanos += nanos;
        if (repetitions == 1 << exponent && actingNanos < LONG_ROUND_NANOS) {
            exponent = Math.min(MAX_EXPONENT, exponent + 2);
        }
    }
}
