package lockstep.engine;

import java.util.List;
import lockstep.engine.control.Line;
import org.jspecify.annotations.Nullable;

/** What code under control can do besides being plain Java: let threads loose together, and choose. */
public interface Actors {

    /** One thread's part. */
    @FunctionalInterface
    interface Actor {
        void act() throws Exception;
    }

    /**
     * Runs each actor in a thread of its own, named A, B and so on, and returns when all have ended. Then the arbiter, which
     * is whatever follows, sees all that they did. What the first of them threw that threw anything is thrown here.
     */
    void together(Actor... actors);

    /**
     * Starts a thread that runs this body, named like an actor. What the body throws is lost. Whoever it is handed to may
     * join or interrupt it, and ask whether it is alive.
     */
    Thread start(Runnable body);

    /** Waits for the end of a thread, however long it takes. If it cannot end, that is the failure. */
    void await(Thread thread);

    /**
     * Lets all other threads go on until each has ended or waits, without letting time pass: no sleep and no time-out ends.
     * A thread that spins waits as well.
     */
    void settle();

    /**
     * Returns the threads other than the caller that have been started and have not ended. Nobody is let in, unlike by
     * {@link Thread#isAlive}.
     */
    List<Thread> alive();

    /**
     * Returns the line of the code under test that has made a thread, itself or by what it has asked of a pool. Null where that
     * is not known: in all executions but those by which a failure is shown.
     */
    @Nullable
    Line madeAt(Thread thread);

    /** Returns the line that has made the pool to which a thread belongs; null if there is none, or as {@link #madeAt} says. */
    @Nullable
    Line poolMadeAt(Thread thread);

    /** Returns where a thread is, topmost frame first; empty for one that has ended. */
    List<StackTraceElement> stack(Thread thread);

    /** Returns a number from 0 to {@code count - 1}: each of them is tried, as one more thing that can go in several ways. */
    int oneOf(int count);
}
