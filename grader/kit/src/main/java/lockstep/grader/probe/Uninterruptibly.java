package lockstep.grader.probe;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits in threads of a submission's. These may have been interrupted, by themselves or others, which must neither end a wait
 * early nor get lost: the interrupt is kept for later.
 */
public final class Uninterruptibly {

    private Uninterruptibly() {}

    /** A wait that an interrupt would end. */
    @FunctionalInterface
    public interface Wait {

        /** Waits so long, and returns whether what was awaited has come. */
        boolean upTo(long nanos) throws InterruptedException;
    }

    /** Waits so long at most, and returns whether what was awaited has come. */
    public static boolean await(Duration limit, Wait wait) {
        long end = System.nanoTime() + limit.toNanos();
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return wait.upTo(end - System.nanoTime());
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits until the latch is open, but so long at most; returns whether it is. */
    public static boolean await(CountDownLatch latch, Duration limit) {
        return await(limit, nanos -> latch.await(nanos, TimeUnit.NANOSECONDS));
    }

    /** Lets so much time pass. */
    public static void pause(Duration time) {
        await(time, nanos -> {
            long end = System.nanoTime() + nanos;
            for (long left = nanos; left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            return true;
        });
    }
}
