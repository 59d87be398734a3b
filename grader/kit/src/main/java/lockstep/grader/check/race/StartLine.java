package lockstep.grader.check.race;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The line from which the actors of one round start, and where the last of them calls back.
 *
 * <p>That all have come to the line does not mean that they run: on a busy machine the system may have taken one of them
 * off its core again. So as many actors as there are cores pass a token around until it comes back faster than a thread
 * could be scheduled; then they all run now.
 */
final class StartLine {

    private static final int SPINS_BEFORE_YIELD = 64;
    private static final long QUICK_LAP_NANOS = 20_000;
    private static final long PATIENCE_NANOS = 2_000_000;

    private final Thread caller = Thread.currentThread();
    private final int actors;
    private final int ring;
    private final AtomicInteger ready = new AtomicInteger();
    private final AtomicInteger running;
    private final AtomicInteger token = new AtomicInteger();
    private volatile boolean open;
    private volatile boolean met;
    private volatile long openedAt;

    StartLine(int actors, int cores) {
        this.actors = actors;
        this.ring = Math.min(actors, cores);
        this.running = new AtomicInteger(actors);
    }

    /** Returns whether all actors have ended. */
    boolean isOver() {
        return running.get() == 0;
    }

    /** Returns whether at least two actors were seen to run at the same time when they started. */
    boolean met() {
        return met;
    }

    /** Returns how long ago the actors were let loose; only after one of them has ended. */
    long actingNanos() {
        return System.nanoTime() - openedAt;
    }

    /** Waits at the line, then acts; returns what the actor threw. */
    @Nullable
    Throwable run(int position, Race.Actor actor, int delaySpins) {
        try {
            ready.incrementAndGet();
            for (int spins = 1; ready.get() < actors; spins++) {
                spin(spins);
            }
            if (position == 0) {
                lead();
            } else {
                follow(position);
            }
            for (int i = 0; i < delaySpins; i++) {
                Thread.onSpinWait();
            }
            actor.act();
            return null;
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    /** An actor has ended. */
    void ended() {
        if (running.decrementAndGet() == 0) {
            LockSupport.unpark(caller);
        }
    }

    private void lead() {
        long began = System.nanoTime();
        long passedAt = began;
        boolean together = false;
        boolean first = true;
        while (ring > 1 && !together && passedAt - began < PATIENCE_NANOS) {
            token.set(1);
            long now = System.nanoTime();
            while (token.get() != 0 && now - began < PATIENCE_NANOS) {
                Thread.onSpinWait();
                now = System.nanoTime();
            }
            together = !first && token.get() == 0 && now - passedAt < QUICK_LAP_NANOS;
            first = false;
            passedAt = now;
        }
        met = together;
        openedAt = System.nanoTime();
        open = true;
    }

    private void follow(int position) {
        for (int spins = 1; !open; spins++) {
            if (token.get() == position) {
                token.compareAndSet(position, (position + 1) % ring);
            }
            if (position < ring) {
                Thread.onSpinWait();
            } else {
                spin(spins);
            }
        }
    }

    /** With more actors than cores the missing one can only come when another one makes room. */
    private static void spin(int spins) {
        if (spins % SPINS_BEFORE_YIELD == 0) {
            Thread.yield();
        } else {
            Thread.onSpinWait();
        }
    }
}
