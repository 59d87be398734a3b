package lockstep.grader.check.race;

import java.time.Duration;

/**
 * How long stress tries and waits.
 *
 * @param budget how long a scenario is tried while nothing is found
 * @param patience how many times the budget a scenario may take on a busy machine to bring its actors together
 * @param still how long actors must have been motionless to be called stuck
 * @param endless how long actors that still run may take for one round
 * @param cores how many threads can run at the same time
 */
record StressSettings(Duration budget, int patience, Duration still, Duration endless, int cores) {

    private static final Duration STILL = Duration.ofSeconds(1);

    private static final Duration ENDLESS = Duration.ofSeconds(8);

    /** Where stress alone decides. Generous waits: nothing correct comes near them, even on a busy machine. */
    static StressSettings judging(Duration budget, int cores) {
        return new StressSettings(budget, 4, STILL, ENDLESS, cores);
    }

    /** Where something else has decided, so that it does not matter how often the actors met. */
    static StressSettings corroborating(Duration budget, int cores) {
        return new StressSettings(budget, 1, STILL, ENDLESS, cores);
    }
}
