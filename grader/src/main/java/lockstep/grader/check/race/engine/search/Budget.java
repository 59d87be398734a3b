package lockstep.grader.check.race.engine.search;

import java.time.Duration;

/**
 * How far to search.
 *
 * @param interleavings how many executions at most
 * @param time how long at most, on the grader's clock; a bound for slow machines, not the usual end
 * @param preemptions how many times at most a thread is switched off that could have gone on
 * @param random how many random orders to try when the bounded search was cut short
 * @param afterRace how many executions to look for a wrong result once a data race was seen
 */
public record Budget(int interleavings, Duration time, int preemptions, int random, int afterRace) {

    /** What a check may cost when all goes well. */
    public static final Budget STANDARD = new Budget(1_500, Duration.ofMillis(1_500), 3, 150, 250);

    /** Returns this budget with everything so many times as large. */
    public Budget times(double factor) {
        return new Budget(
                (int) (interleavings * factor),
                Duration.ofNanos((long) (time.toNanos() * factor)),
                preemptions,
                (int) (random * factor),
                (int) (afterRace * factor));
    }
}
