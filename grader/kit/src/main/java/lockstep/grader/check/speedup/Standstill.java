package lockstep.grader.check.speedup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import lockstep.grader.probe.Stillness;
import lockstep.grader.probe.ThreadCensus;
import lockstep.grader.probe.Uninterruptibly;

/**
 * Waits inside an instrumented function for other threads of the same call, and gives up early once it is certain that
 * nobody will come: when everyone else waits, too, and nothing could wake them. Who is late but able to run is awaited
 * until the deadline.
 */
public final class Standstill {

    private static final Duration LOOK = Duration.ofMillis(25);

    /** A thread that was woken and got no core for so long would be taken for one that waits. */
    private static final Duration STILL = Duration.ofSeconds(1);

    private final ThreadCensus before = ThreadCensus.take();
    private final Thread caller = Thread.currentThread();
    private final Set<Thread> waitingHere = ConcurrentHashMap.newKeySet();

    /** Made by the thread that makes the call; threads that live now already are not among those that are watched. */
    public Standstill() {}

    /**
     * Waits until the latch is open, even if interrupted.
     *
     * @return whether it was opened before the deadline and before it was certain that nobody would
     */
    public boolean await(CountDownLatch latch, Duration deadline) {
        waitingHere.add(Thread.currentThread());
        try {
            Stillness stillness = new Stillness();
            long start = System.nanoTime();
            long alone = start;
            while (!Uninterruptibly.await(latch, LOOK)) {
                long now = System.nanoTime();
                List<Thread> others = others();
                alone = others.isEmpty() ? alone : now;
                if (now - start > deadline.toNanos()
                        || now - alone > STILL.toNanos()
                        || (!others.isEmpty() && stillness.look(others, now) > STILL.toNanos())) {
                    return latch.getCount() == 0;
                }
            }
            return true;
        } finally {
            waitingHere.remove(Thread.currentThread());
        }
    }

    private List<Thread> others() {
        List<Thread> others = new ArrayList<>(before.newcomers());
        others.add(caller);
        others.removeAll(waitingHere);
        return others;
    }
}
