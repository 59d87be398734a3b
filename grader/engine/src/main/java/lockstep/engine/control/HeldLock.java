package lockstep.engine.control;

/**
 * A lock that a thread holds.
 *
 * @param lock the monitor's object, or the {@code java.util.concurrent} lock
 * @param site where it was taken
 */
public record HeldLock(Object lock, int site) {}
