package lockstep.engine.control;

import java.util.List;

/**
 * One access of a thread to a variable.
 *
 * @param thread the thread's number
 * @param time the thread's own time in its {@link VectorClock}
 * @param site where
 * @param locks what the thread held; empty unless the run is traced
 * @param stack the submission's frames, topmost first; empty unless the run is traced
 * @param order how many steps of the trace come before it
 */
public record Access(
        int thread,
        String threadName,
        int time,
        int site,
        boolean write,
        List<HeldLock> locks,
        List<Line> stack,
        int order) {}
