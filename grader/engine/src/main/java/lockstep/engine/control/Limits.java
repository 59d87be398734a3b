package lockstep.engine.control;

import java.time.Duration;

/**
 * How long one execution may be.
 *
 * @param steps after how many steps it is cut off, without a verdict
 * @param threads how many threads it may have
 * @param silence how long it may run between two steps, on the real clock
 */
public record Limits(int steps, int threads, Duration silence) {

    /**
     * Guards, not goals: scenarios take some dozen steps and a handful of threads. 200,000 steps take seconds; five seconds of
     * silence are for a machine that is busy with others.
     */
    public static final Limits USUAL = new Limits(200_000, 256, Duration.ofSeconds(5));
}
