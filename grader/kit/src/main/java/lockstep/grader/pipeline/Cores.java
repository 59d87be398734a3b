package lockstep.grader.pipeline;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;

/**
 * The cores of this machine, shared by all that is graded in this process: a few works side by side, or one work that has
 * the whole machine. Who asks first is served first.
 */
public final class Cores {

    /** Two works share each core that the JVM may use: a work waits for its threads and processes about half of its time. */
    private static final int WORKS_PER_CORE = 2;

    private final int count;
    private final Semaphore free;

    /** @param count how many works may go side by side, at least 1 */
    public Cores(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("at least 1 work side by side expected, found " + count);
        }
        this.count = count;
        this.free = new Semaphore(count, true);
    }

    /** All cores that the JVM may use. */
    public static Cores ofThisMachine() {
        return new Cores(WORKS_PER_CORE * Runtime.getRuntime().availableProcessors());
    }

    /** Does a work while nobody else has a core. */
    public <T> T alone(Callable<T> work) {
        return on(count, work);
    }

    /**
     * Does each of the works, side by side as far as the cores reach.
     *
     * @return their answers, in the order of the works
     * @throws CancellationException if the calling thread is interrupted; the works are interrupted, too
     */
    public <T> List<T> sideBySide(List<Callable<T>> works) {
        return Lanes.sideBySide(
                works.stream().<Callable<T>>map(work -> () -> on(1, work)).toList(), count);
    }

    /**
     * Does a work that computes all the time, with the help of cores that no work uses.
     *
     * @param most how many are of use to it
     * @param work is told how many it has beside its own
     */
    public <T> T withIdleOnes(int most, IntFunction<T> work) {
        int kept = count - count / WORKS_PER_CORE;
        int idle = 0;
        while (idle < most && free.availablePermits() > kept && !free.hasQueuedThreads() && free.tryAcquire()) {
            idle++;
        }
        try {
            return work.apply(idle);
        } finally {
            free.release(idle);
        }
    }

    private <T> T on(int cores, Callable<T> work) {
        try {
            free.acquire(cores);
        } catch (InterruptedException e) {
            throw Lanes.interrupted();
        }
        try {
            return work.call();
        } catch (Exception e) {
            throw Lanes.unchecked(e);
        } finally {
            free.release(cores);
        }
    }
}
