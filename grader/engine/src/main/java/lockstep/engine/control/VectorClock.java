package lockstep.engine.control;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A vector clock: for each thread, how much of its past is known. An access at time {@code t} of thread {@code i}
 * happens-before (JLS 17.4.5) whatever has a clock with {@code at(i) >= t}.
 *
 * <p>Of each variable the last write is kept as one thread and its time, as FastTrack does (Flanagan and Freund, PLDI 2009),
 * and of the reads since then one for each thread, as DJIT+ does (Pozniansky and Schuster, PPoPP 2003).
 */
final class VectorClock {

    private int[] times = new int[4];

    int at(int thread) {
        return thread < times.length ? times[thread] : 0;
    }

    void tick(int thread) {
        room(thread);
        times[thread]++;
    }

    void join(VectorClock other) {
        // No room to spare: two clocks that outgrow each other by turns would double each time.
        if (other.times.length > times.length) {
            times = Arrays.copyOf(times, other.times.length);
        }
        for (int i = 0; i < other.times.length; i++) {
            times[i] = Math.max(times[i], other.times[i]);
        }
    }

    /** Returns a clock of its own that knows what these know; null if there are none. */
    static @Nullable VectorClock union(@Nullable VectorClock one, @Nullable VectorClock other) {
        if (one == null && other == null) {
            return null;
        }
        VectorClock union = new VectorClock();
        if (one != null) {
            union.join(one);
        }
        if (other != null) {
            union.join(other);
        }
        return union;
    }

    private void room(int thread) {
        if (thread >= times.length) {
            times = Arrays.copyOf(times, Math.max(thread + 1, times.length * 2));
        }
    }
}
