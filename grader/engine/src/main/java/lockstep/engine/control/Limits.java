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

    public static final Limits USUAL = new Limits(400_000, 256, Duration.ofSeconds(5));
}
