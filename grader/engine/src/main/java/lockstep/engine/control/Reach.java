package lockstep.engine.control;

/**
 * What an execution leaves unseen.
 *
 * @param lost what is out of control in it, in words; empty if nothing is
 * @param leavesOut whether it was spared a switch that costs nothing: a thread that waits in a loop let others in, or a
 *     long time-out did not expire while others could go on
 */
public record Reach(String lost, boolean leavesOut) {}
