package lockstep.grader.probe;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * A place where several threads must be at the same time. Each thread waits there on its first visit until all parties
 * have come or the deadline has passed; whether they met does not depend on how fast the machine is, as long as the
 * deadline is generous.
 */
public final class Rendezvous {

    private final CountDownLatch missing;
    private final Duration deadline;
    private final Set<Thread> seen = ConcurrentHashMap.newKeySet();
    private volatile boolean late;

    public Rendezvous(int parties, Duration deadline) {
        this.missing = new CountDownLatch(parties);
        this.deadline = deadline;
    }

    /** Comes to the place; a thread that has been here before goes on at once. */
    public void visit() {
        if (!seen.add(Thread.currentThread())) {
            return;
        }
        boolean waited = false;
        try {
            missing.countDown();
            if (!Uninterruptibly.await(missing, deadline)) {
                // One full wait is enough: whoever comes now comes too late, and must not wait in vain.
                late = true;
                while (missing.getCount() > 0) {
                    missing.countDown();
                }
            }
            waited = true;
        } finally {
            // Whoever comes with a stack that is nearly full has not been here.
            if (!waited) {
                late = true;
            }
        }
    }

    /** Returns whether all parties were here at the same time. */
    public boolean met() {
        return missing.getCount() == 0 && !late;
    }

    /** Returns how many threads have come so far. */
    public int visitors() {
        return seen.size();
    }
}
