package lockstep.grader.probe;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A place that threads leave at the same moment, as nearly as a machine can: they spin until all parties have come, since
 * a thread that is woken from a wait comes microseconds later than the one that woke it. Gives up soon: that the parties
 * meet is likely and never certain, so no verdict may depend on it. A meeting of one party lets everyone pass.
 */
public final class SpinMeeting {

    private static final long LIMIT_NANOS = 2_000_000;
    private static final int SPINS_PER_LOOK = 200;

    private final AtomicInteger missing;

    public SpinMeeting(int parties) {
        this.missing = new AtomicInteger(parties <= 1 ? 0 : parties);
    }

    /** Comes to the place and leaves it with the others, or alone after a short while. */
    public void visit() {
        if (missing.get() <= 0 || missing.decrementAndGet() <= 0) {
            return;
        }
        long end = System.nanoTime() + LIMIT_NANOS;
        for (int spins = 1; missing.get() > 0; spins++) {
            if (spins % SPINS_PER_LOOK == 0) {
                if (System.nanoTime() - end > 0) {
                    missing.set(0);
                    return;
                }
                // With fewer cores than parties a spinning thread keeps the others away.
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
    }
}
