package lockstep.grader.author;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import lockstep.grader.probe.Uninterruptibly;

/** Lets applications of a function wait for each other in groups, in the order in which they come. */
final class Meeting {

    private final int parties;
    private final long groups;
    private final Duration patience;
    private final Runnable whenLate;
    private final Map<Long, CountDownLatch> latches = new HashMap<>();
    private final AtomicBoolean late = new AtomicBoolean();
    private volatile long missing;

    /**
     * @param groups how many groups wait; whoever comes later does not
     * @param whenLate is run by the first who waited in vain
     */
    Meeting(int parties, long groups, Stage stage, Runnable whenLate) {
        this.parties = parties;
        this.groups = groups;
        this.patience = stage.longTime();
        this.whenLate = whenLate;
    }

    /** @param number of the visit, from 0 */
    void visit(int number) {
        long group = number / parties;
        if (group >= groups || late.get()) {
            return;
        }
        CountDownLatch latch = latch(group);
        latch.countDown();
        if (!Uninterruptibly.await(latch, patience) && late.compareAndSet(false, true)) {
            missing = latch.getCount();
            whenLate.run();
        }
    }

    /** Comes without waiting for anybody. */
    void passBy(int number) {
        long group = number / parties;
        if (group < groups) {
            latch(group).countDown();
        }
    }

    private CountDownLatch latch(long group) {
        synchronized (latches) {
            return latches.computeIfAbsent(group, number -> new CountDownLatch(parties));
        }
    }

    /** Returns whether a group waited in vain. */
    boolean isLate() {
        return late.get();
    }

    /** Returns how many of the group were there that waited in vain. */
    long seen() {
        return parties - missing;
    }
}
