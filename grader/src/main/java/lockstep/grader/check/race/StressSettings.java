package lockstep.grader.check.race;

import java.time.Duration;

/**
 * How long stress tries and waits.
 *
 * @param budget how long a scenario is tried while nothing is found
 * @param still how long actors must have been motionless to be called stuck
 * @param endless how long actors that still run may take for one round
 * @param cores how many threads can run at the same time
 */
record StressSettings(Duration budget, Duration still, Duration endless, int cores) {

    /** Generous waits: nothing correct comes near them, even on a busy machine. */
    static StressSettings judging(Duration budget, int cores) {
        return new StressSettings(budget, Duration.ofMillis(1000), Duration.ofSeconds(8), cores);
    }
}
