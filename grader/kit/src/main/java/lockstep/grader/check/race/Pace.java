package lockstep.grader.check.race;

import java.util.SplittableRandom;

/** How many operations each actor of a round does: many, since threads meet only where they run side by side for a while. */
final class Pace {

    private static final int MAX_EXPONENT = 16;

    /** Rounds grow until their actors take this long. */
    private static final long LONG_ROUND_NANOS = 4_000_000;

    private int exponent = 4;

    int next(SplittableRandom random) {
        // Mostly near the upper end: longer rounds cost less for starting them.
        return 1 << exponent - random.nextInt(3);
    }

    /** @param actingNanos how long the round's actors took from their start */
    void took(int operations, long actingNanos) {
        if (operations == 1 << exponent && actingNanos < LONG_ROUND_NANOS) {
            exponent = Math.min(MAX_EXPONENT, exponent + 2);
        }
    }
}
