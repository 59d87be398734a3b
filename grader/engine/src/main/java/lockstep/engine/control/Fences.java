package lockstep.engine.control;

import org.jspecify.annotations.Nullable;

/** What the fences of one thread order ({@link java.lang.invoke.VarHandle#releaseFence} and its like). */
final class Fences {

    private final ControlledThread thread;
    /** What the thread's weak writes hand over, since its last release fence. */
    private @Nullable VectorClock released;
    /** What has been handed over to the thread's weak reads, and is taken over by the next acquire fence. */
    private @Nullable VectorClock seen;

    Fences(ControlledThread thread) {
        this.thread = thread;
    }

    /** Returns what the last release fence lets later writes hand over; null before the first. */
    @Nullable
    VectorClock released() {
        return released;
    }

    /** A weak read has seen a write that hands this over. */
    void sees(VectorClock published) {
        seen = VectorClock.union(seen, published);
    }

    void release() {
        released = VectorClock.union(null, thread.clock);
        thread.clock.tick(thread.id);
    }

    void acquire() {
        if (seen != null) {
            thread.clock.join(seen);
        }
        thread.doubtful.clear();
    }
}
