package lockstep.boundedresource;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Something that only so many threads may use at a time: each use takes one of a fixed number of places, and gives it back.
 * Resources are independent of each other: no method changes another resource, or waits because of one.
 *
 * <p>A thread that waits does so without looking again and again: it neither sleeps for a time, nor spins, nor yields. It is
 * let in as soon as there is a place for it.
 *
 * <p>An interrupt ends the waiting by an {@link InterruptedException}, at once: if it comes during the waiting, and also if it
 * came before. The action is then not called, no place is taken and none is given back, and others wait on as if that thread
 * had never come. Whether an earlier interrupt counts where no waiting is needed is left open. An interrupt that comes while
 * an action runs is for the action and for whoever called: the flag stays as the action leaves it.
 */
public final class BoundedResource {

    /**
     * Creates a resource whose places are all free.
     *
     * @param places how many threads may use it at a time, at least 1
     * @param fair whether places are given in the order of arrival: nobody is let in, by either method and whatever its limit,
     *     before a thread that was waiting already; if false, who is let in first is left open
     */
    public BoundedResource(int places, boolean fair) {
        throw new UnsupportedOperationException("not written yet");
    }

    /**
     * Waits until there is a place, however long that takes, then takes it, calls {@code action} once, in this thread, and
     * gives the place back. While the action runs, other threads come and go. An action that uses the resource itself takes
     * one more place.
     *
     * @return what the action returned, {@code null} included
     * @throws InterruptedException if the waiting was interrupted
     * @throws RuntimeException whatever the action throws, the same object, whether it is an exception (a checked one, too, if
     *     it is thrown without being declared) or an {@code Error}; the place has then been given back
     */
    public <T> T use(Supplier<T> action) throws InterruptedException {
        throw new UnsupportedOperationException("not written yet");
    }

    /**
     * Does the same, but does not wait for longer than {@code limit} in all, however often it is woken; not at all if the limit
     * is zero or negative. What becomes of limits of more than {@code Long.MAX_VALUE} nanoseconds, either way, is left open.
     *
     * @return whether the action was called; false as soon as the time is over
     */
    public boolean tryUse(Duration limit, Runnable action) throws InterruptedException {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Returns how many places are free at this moment; waits neither for a place nor for an action. */
    public int free() {
        throw new UnsupportedOperationException("not written yet");
    }
}
