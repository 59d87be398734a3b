package lockstep.grader.catalog.processqueuesum;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A place where scripted children wait until all of them have come, or until it is certain that they will not. */
final class Meeting {

    /** Long enough for a parent that starts all its children before it waits for one. */
    private static final long PATIENCE_MILLIS = 2_500;

    private final CountDownLatch missing;
    private volatile boolean given;

    Meeting(int parties) {
        this.missing = new CountDownLatch(parties);
    }

    /** Comes and waits for the others. */
    void visit() throws InterruptedException {
        missing.countDown();
        if (!missing.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            // One wait is enough: whoever comes later need not wait again.
            given = true;
            while (missing.getCount() > 0) {
                missing.countDown();
            }
        }
    }

    /** Returns whether all were there at the same time. */
    boolean tookPlace() {
        return missing.getCount() == 0 && !given;
    }
}
