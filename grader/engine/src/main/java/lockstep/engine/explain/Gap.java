package lockstep.engine.explain;

import lockstep.engine.control.Line;

/**
 * Two lines of one call between which others came in, so that it was not one step.
 *
 * @param thread whose call it is
 * @param from where it was
 * @param to where it went on; in the same method
 * @param others the thread that came in, or {@code others}
 */
public record Gap(String thread, Line from, Line to, String others) {}
