package lockstep.engine.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thread holds up all others, for as long as it waits for nothing but the time. */
final class Starvation {

    /** So often the thread may come to a place of others until its next time-out. A choice. */
    private static final int LONGEST_HOLD_UP = 200;

    /** So many time-outs in a row expire at most meanwhile: a wait of some seconds in slices. A choice. */
    private static final int MOST_TIME_OUTS = 300;

    private final VirtualTime time;
    private @Nullable ControlledThread by;
    private long since;
    /** How many time-outs have expired meanwhile. */
    private int timeOuts;
    /** How often the thread could have been switched off since its last time-out. */
    private int heldUp;

    Starvation(VirtualTime time) {
        this.time = time;
    }

    void begin(ControlledThread thread) {
        by = thread;
        since = time.now();
        timeOuts = 0;
    }

    void end() {
        by = null;
    }

    boolean isBy(ControlledThread thread) {
        return by == thread;
    }

    /** Returns whether the thread goes on at a place where others could. */
    boolean goesOn() {
        return ++heldUp < LONGEST_HOLD_UP;
    }

    /** Lets the time-out expire that the thread waits for now, if it may; returns whether it has. */
    boolean expires(ControlledThread thread, List<ControlledThread> threads) {
        Wait wait = thread.wait;
        boolean may = wait != null && timeOuts < MOST_TIME_OUTS && Options.goesOnStarving(thread, threads, time, since);
        if (wait != null && may) {
            time.expireWithEarlier(wait, threads);
            timeOuts++;
            heldUp = 0;
        }
        return may;
    }

    /** Returns whether it has lasted so long that somebody may have lost patience. */
    boolean isLong() {
        return Options.isLong(time.now() - since);
    }
}
