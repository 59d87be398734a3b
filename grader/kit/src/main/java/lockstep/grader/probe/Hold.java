package lockstep.grader.probe;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A place where threads stay until they are let go, whether or not someone interrupts them meanwhile: what makes a slow
 * element or task slow, without a clock. The deadline only keeps a broken probe from hanging.
 */
public final class Hold {

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final Duration deadline;

    public Hold(Duration deadline) {
        this.deadline = deadline;
    }

    /** Stays here until let go; an interrupt is kept for later. */
    public void stay() {
        arrived.countDown();
        Uninterruptibly.await(open, deadline);
    }

    /** Lets everyone go, now and later. */
    public void letGo() {
        open.countDown();
    }

    /** Waits until someone has come, even if interrupted, and returns whether that happened in time. */
    public boolean awaitArrival(Duration limit) {
        return Uninterruptibly.await(arrived, limit);
    }

    /** Returns whether someone has come. */
    public boolean isVisited() {
        return arrived.getCount() == 0;
    }
}
