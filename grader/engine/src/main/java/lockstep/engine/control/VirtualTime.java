package lockstep.engine.control;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The clock that a submission reads under control. It stands still while threads run, so that results do not depend on
 * the machine's speed; it jumps to the earliest time-out when nobody can go on. It begins when this JVM did: by a
 * date of its own a submission would know that it is looked at.
 */
final class VirtualTime {

    /** In nanoseconds, by how much a look at the clock moves it, and by how much more or less at most: as a real one does. */
    private static final long TICK = 1_000_000;

    private static final long JITTER = 400_000;

    /** In nanoseconds, by how much somebody may oversleep, as on a machine that is busy. A choice. */
    private static final long OVERSLEPT = 100_000_000;

    private static final long BEGINNING = System.nanoTime();
    private static final long EPOCH_MILLIS =
            ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH).toEpochMilli() - BEGINNING / 1_000_000;

    /** Equal steps are no clock's; these are the same in each run. */
    private final SplittableRandom jitter = new SplittableRandom(BEGINNING);

    private long nanos = BEGINNING;
    private int earlyTimeOuts;
    private boolean exact;

    long now() {
        return nanos;
    }

    /** Returns the time to somebody who asks for it: a little later each time, so that loops until a deadline end. */
    long read(List<ControlledThread> threads) {
        nanos += TICK - JITTER + jitter.nextLong(2 * JITTER);
        wakeOversleepers(threads);
        return nanos;
    }

    /**
     * Several threads that wait for a few milliseconds, again and again, move the clock past each other's time-outs by reading
     * it, so that one of them can always go on. All others whose time is up would never wake. The long time-outs of a scenario
     * or a submission are for what has gone wrong, and stay as they are.
     */
    private void wakeOversleepers(List<ControlledThread> threads) {
        for (ControlledThread thread : threads) {
            Wait wait = thread.wait;
            if (!thread.done
                    && wait != null
                    && wait.canExpire()
                    && wait.deadline < nanos - OVERSLEPT
                    && (wait.isSleep() || wait.ofSubmission && !wait.isLong)) {
                wait.expires();
            }
        }
    }

    /** Returns the date at a moment, in milliseconds since 1970. */
    static long millis(long moment) {
        return EPOCH_MILLIS + moment / 1_000_000;
    }

    /** Returns the same moment in full. */
    static Instant instant(long moment) {
        return Instant.ofEpochMilli(EPOCH_MILLIS).plusNanos(moment);
    }

    /** From now on a time-out expires only when nobody can go on. */
    void keepExact() {
        exact = true;
    }

    /** Returns whether time-outs expire only when nobody can go on. */
    boolean isExact() {
        return exact;
    }

    /** Returns how many time-outs have expired although somebody could go on. */
    int earlyTimeOuts() {
        return earlyTimeOuts;
    }

    /** Lets a time-out expire although somebody could go on, and with it those that come before it. */
    void expireEarly(Wait wait, List<ControlledThread> threads) {
        earlyTimeOuts++;
        expireWithEarlier(wait, threads);
    }

    /** The same for one that counts with that before it: others have been held up all the time. */
    void expireWithEarlier(Wait wait, List<ControlledThread> threads) {
        for (ControlledThread thread : threads) {
            Wait other = thread.wait;
            if (!thread.done && other != null && other.canExpire() && other.deadline < wait.deadline) {
                other.expires();
            }
        }
        expire(wait, threads);
    }

    /** Lets a time-out expire, and with it those that the submission has set to the same moment. */
    private void expire(Wait wait, List<ControlledThread> threads) {
        for (ControlledThread thread : threads) {
            Wait other = thread.wait;
            if (other == null || thread.done || !other.canExpire()) {
                continue;
            }
            if (other == wait || other.deadline == wait.deadline && other.ofSubmission) {
                other.expires();
            }
        }
        advanceTo(wait.deadline);
    }

    void advanceTo(long deadline) {
        nanos = Math.max(nanos, deadline);
    }

    /** Returns the moment that lies so far ahead. */
    long in(long duration) {
        long moment = nanos + duration;
        return moment < nanos ? Wait.NEVER : moment;
    }

    /** Jumps to the earliest time-out; returns false if there is none. */
    boolean expireEarliest(List<ControlledThread> threads) {
        Wait earliest = null;
        for (ControlledThread thread : threads) {
            Wait wait = thread.wait;
            if (!thread.done && wait != null && wait.canExpire()) {
                earliest = earliest == null || wait.deadline < earliest.deadline ? wait : earliest;
            }
        }
        if (earliest == null) {
            return false;
        }
        expire(earliest, threads);
        return true;
    }
}
