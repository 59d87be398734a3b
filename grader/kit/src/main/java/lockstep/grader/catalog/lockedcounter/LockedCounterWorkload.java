package lockstep.grader.catalog.lockedcounter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;
import lockstep.grader.check.speedup.Workload;
import lockstep.grader.exercise.Check;
import lockstep.grader.probe.ThrownBySubmission;
import org.jspecify.annotations.Nullable;

/**
 * Times threads that share a counter: long bursts of one thread at a time, in which an operation costs what it costs, and
 * short moments of all threads at once.
 *
 * <p>These moments are so short that threads seldom meet at the lock, for what a contended lock costs differs from one good
 * way to the next by more than what is asked for. The reference's lock is a fair one, the slowest of the good ways: each
 * contended operation hands the lock over to a thread that must first wake up. So what is left to be slow is the work under
 * the lock: sleeping, printing, spinning. What it cannot see is a lock that costs a few times as much as others, or one
 * that is slow only where threads wait for it.
 */
@Check(
        id = "throughput",
        title = "The lock is held only briefly",
        points = 10,
        why = "While one thread holds the lock, all others wait. Whatever is done under it, everyone pays for.",
        hint =
                "Only reading and writing the value belongs under the lock: no sleeping, no printing, no loop that waits.",
        ground = {"structure.lock-no-atomics", "correctness.counts"})
public final class LockedCounterWorkload implements Workload {

    private static final int PHASES = 4;

    /** Six operations each; shared out among the threads. */
    private static final int STEPS_IN_TURN = 10_000;

    private static final int STEPS_AT_ONCE = 80;

    @Override
    public String describe() {
        return "threads that share a counter: 240,000 operations in turn and 1,920 at once";
    }

    @Override
    public double requiredFraction() {
        return 0.2;
    }

    @Override
    public boolean isParallel() {
        return false;
    }

    @Override
    public long baseline(long input) throws Exception {
        return run(new FairCounter(input & 0xFFFF_FFFFL), 1);
    }

    @Override
    public long submission(long input, int threads) throws Exception {
        return run(new SubmittedCounter(input & 0xFFFF_FFFFL), threads);
    }

    @Override
    public long reference(long input, int threads) throws Exception {
        return run(new FairCounter(input & 0xFFFF_FFFFL), threads);
    }

    private static long run(Counter counter, int threads) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int me = t;
                all.add(pool.submit(() -> share(counter, me, threads, barrier)));
            }
            for (Future<?> one : all) {
                one.get();
            }
            return counter.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ThrownBySubmission thrown) {
                throw thrown;
            }
            throw e;
        } finally {
            pool.shutdownNow();
        }
    }

    private static @Nullable Void share(Counter counter, int me, int threads, CyclicBarrier barrier)
            throws InterruptedException, BrokenBarrierException {
        for (int phase = 0; phase < PHASES; phase++) {
            for (int turn = 0; turn < threads; turn++) {
                barrier.await();
                if (turn == me) {
                    steps(counter, STEPS_IN_TURN / threads);
                }
            }
            barrier.await();
            steps(counter, STEPS_AT_ONCE / threads);
        }
        return null;
    }

    private static void steps(Counter counter, int steps) {
        for (int i = 0; i < steps; i++) {
            counter.increment();
            counter.update(value -> value + 1);
            counter.incrementIfBelow(Long.MAX_VALUE);
            counter.incrementIfBelow(Long.MIN_VALUE);
            counter.decrement();
            if (counter.get() == Long.MIN_VALUE) {
                throw new IllegalStateException("the counter went below every number that was put into it");
            }
        }
    }

    private static final class FairCounter implements Counter {
        private final ReentrantLock lock = new ReentrantLock(true);
        private long value;

        private FairCounter(long value) {
            this.value = value;
        }

        @Override
        public void increment() {
            update(before -> before + 1);
        }

        @Override
        public void decrement() {
            update(before -> before - 1);
        }

        @Override
        public long get() {
            return update(before -> before);
        }

        @Override
        public boolean incrementIfBelow(long limit) {
            lock.lock();
            try {
                boolean below = value < limit;
                value += below ? 1 : 0;
                return below;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public long update(LongUnaryOperator operation) {
            lock.lock();
            try {
                value = operation.applyAsLong(value);
                return value;
            } finally {
                lock.unlock();
            }
        }
    }
}
