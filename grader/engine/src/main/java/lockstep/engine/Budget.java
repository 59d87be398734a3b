package lockstep.engine;

import java.time.Duration;

/**
 * How far to search. What is counted is the same on every machine, so that a slow one gives the same answer later.
 *
 * @param interleavings how many executions at most; where it is one, that others cannot all be tried is no reason to say nothing
 * @param steps how many steps at most, in all executions together, with what it takes to begin them
 * @param time how much processor time of this JVM at most, so that a machine that is busy with others tries no less; far
 *     more than the rest takes
 * @param random how many random orders to try at least before a search ends that has left something out
 * @param afterRace how many executions to look for a wrong result once a data race was seen
 */
public record Budget(int interleavings, long steps, Duration time, int random, int afterRace) {

    /**
     * What a check may cost when all goes well: 1,100 interleavings are twice what any of the wrong submissions needed that it
     * was measured with, 70,000 steps are 64 for each. Eight seconds are a guard: the rest takes less than one.
     */
    public static final Budget STANDARD = new Budget(1_100, 70_000, Duration.ofSeconds(8), 50, 100);

    /** Returns this budget with everything but the time so many times as large. */
    public Budget times(double factor) {
        return new Budget((int) (interleavings * factor), (long) (steps * factor), time, (int) (random * factor), (int)
                (afterRace * factor));
    }
}
