package lockstep.engine.control;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time since the thread that moves was last heard of. On a machine that is busy with others it is no fault to be
 * silent: a thread that runs is given processor time, not time on the clock.
 */
final class StallWatch {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** On the clock, so many times the limit in place of one on processor time: so slow is no machine. A choice. */
    private static final int SLOWEST = 5;

    private final long limit;
    private final long began = System.nanoTime();
    private @Nullable PooledThread pooled;
    private long workedBefore;

    StallWatch(Duration limit) {
        this.limit = limit.toNanos();
    }

    boolean isTooLong(@Nullable PooledThread moving) {
        if (moving == null || moving.hasToken()) {
            return false;
        }
        if (pooled != moving) {
            pooled = moving;
            workedBefore = worked(moving);
        }
        long silent = System.nanoTime() - began;
        boolean runs = moving.getState() == Thread.State.RUNNABLE;
        return runs ? worked(moving) - workedBefore > limit || silent > SLOWEST * limit : silent > limit;
    }

    @SuppressWarnings("deprecation") // getId is what all supported JDKs have
    private static long worked(Thread thread) {
        return THREADS.getThreadCpuTime(thread.getId());
    }
}
