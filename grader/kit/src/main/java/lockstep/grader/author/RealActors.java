package lockstep.grader.author;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import lockstep.engine.Actors;
import lockstep.engine.control.Line;
import lockstep.engine.control.Sneaky;
import lockstep.grader.probe.Boundary;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.ThreadCensus;
import lockstep.grader.probe.ThreadReport;
import org.jspecify.annotations.Nullable;

/**
 * Actors that are real threads. When others have come to rest is a guess, by looking at them for a while, on the safe side:
 * who may still go on is waited for.
 */
public final class RealActors implements Actors {

    /** For so long all have to be seen waiting, in looks that are a millisecond apart. */
    private static final int LOOKS = 40;

    /** A thread that neither ends nor waits spins. */
    private static final long PATIENCE_NANOS = 2_000_000_000L;

    /** Longer than any call takes on a machine under load. */
    private static final Duration LONGEST = Duration.ofSeconds(4);

    private final RandomGenerator random;
    private final ThreadCensus before = ThreadCensus.take();

    public RealActors(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public void together(Actor... actors) {
        List<Throwable> thrown = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (Actor actor : actors) {
            threads.add(start(() -> {
                try {
                    actor.act();
                } catch (Throwable failure) {
                    synchronized (thrown) {
                        thrown.add(failure);
                    }
                }
            }));
        }
        threads.forEach(this::await);
        if (!thrown.isEmpty()) {
            throw Sneaky.<RuntimeException>rethrow(thrown.get(0));
        }
    }

    @Override
    public void await(Thread thread) {
        try {
            thread.join(LONGEST.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts who waits for the actors", e);
        }
        if (thread.isAlive()) {
            throw new CheckFailedError(ThreadReport.finding(ThreadReport.of("the call", alive()), false, LONGEST));
        }
    }

    @Override
    public Thread start(Runnable body) {
        Thread thread = Boundary.thread(body);
        thread.start();
        return thread;
    }

    @Override
    public @Nullable Line madeAt(Thread thread) {
        return null;
    }

    @Override
    public @Nullable Line poolMadeAt(Thread thread) {
        return null;
    }

    @Override
    public void settle() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        int still = 0;
        while (still < LOOKS && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
            still = alive().stream().allMatch(RealActors::waits) ? still + 1 : 0;
        }
    }

    private static boolean waits(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, BLOCKED, TERMINATED -> true;
            case NEW, RUNNABLE -> false;
        };
    }

    @Override
    public List<Thread> alive() {
        return before.newcomers().stream()
                .filter(thread -> thread != Thread.currentThread())
                .toList();
    }

    @Override
    public List<StackTraceElement> stack(Thread thread) {
        return List.of(thread.getStackTrace());
    }

    @Override
    public int oneOf(int count) {
        return random.nextInt(count);
    }
}
