package lockstep.processpool;

import java.io.IOException;
import java.util.List;

/**
 * A pool of child processes that live on from request to request. Requests go to the children, and answers come back,
 * through the pipes of their standard input and output.
 *
 * <p>A child is given one request at a time, as a line. It prints the answer, which is a line of any content and any length,
 * perhaps an empty one, and then {@link #DONE} on a line of its own. A child may print before it has read the whole request,
 * and may take any time. What is said here of children holds of any that keep to this, not just of those that run
 * {@link #main}.
 *
 * <p>A child has <i>failed</i> if its output ends, or it prints something else than {@link #DONE} after an answer, while it has
 * a request. No child that has failed is given another request: by the time that one is needed, a new one has been started in
 * its place. The same goes for a child that has ended while it had no request, with nobody the worse for it. At no time are
 * more children alive than the pool was made for.
 *
 * <p>The pool may be used by several threads at once. Pools have nothing to do with each other.
 */
public final class ProcessPool implements AutoCloseable {

    /** The line that follows each answer. */
    public static final String DONE = "DONE";

    /** How long a child may take to end once its input has been closed, in milliseconds. */
    public static final long GRACE_MILLIS = 2_000;

    /**
     * Starts the children, each of which runs {@link #main} without arguments.
     *
     * @param children how many; at least 1
     * @throws IllegalArgumentException if {@code children < 1}
     * @throws IOException if one of them cannot be started; then no child is alive
     */
    public ProcessPool(int children) throws IOException {
        throw new UnsupportedOperationException("not written yet");
    }

    /**
     * Returns the answers to these requests, in the order of the requests, whoever is the first to answer.
     *
     * <p>Whenever a request waits and a child has none, that child is given it: children work side by side, and a slow
     * one holds up nobody else. With two calls at once, each gets its own answers, and one that fails does not harm the other.
     * Each request is given to one child, once: one that has cost a child is not tried again.
     *
     * <p>When it throws, it leaves nobody at work: children that had one of its requests have answered or have been ended, by
     * force if need be, and have ended. Later calls work as if it had not been. An {@link IOException} may wait for the other
     * answers of this call, an {@link InterruptedException} waits for no answer. An interrupt that does not end the call, because
     * it is about to return or throw anyway, leaves the interrupt flag set. An answer for which the memory has no room is a failure
     * as well, by an {@link IOException} or an {@link OutOfMemoryError}.
     *
     * @param requests printable ASCII characters without line breaks, of any length; the list may be empty, and is not changed
     * @throws NullPointerException     if the list or a request is null; then no child is given anything
     * @throws IllegalArgumentException if a request contains {@code '\n'} or {@code '\r'}; then no child is given anything
     * @throws IllegalStateException    if the pool is {@linkplain #close closed}
     * @throws IOException              if a child fails that has one of these requests, if one has to be started and cannot be,
     *                                  or if the pool is closed meanwhile
     * @throws InterruptedException     if the caller is interrupted while it waits
     */
    public List<String> map(List<String> requests) throws IOException, InterruptedException {
        throw new UnsupportedOperationException("not written yet");
    }

    /**
     * Ends the children. The input of each that has no request is closed, all of them first, and then they have
     * {@link #GRACE_MILLIS} together to end by themselves; those that have not by then are ended by force. Children that
     * have a request may be treated in the same way, or ended by force at once: close does not wait for their answers, and their
     * calls of {@link #map} throw.
     *
     * <p>When it returns, no child is alive, and the threads of the pool have ended; one that has only to end, with nothing
     * left to wait for, is fine. Neither is there a child afterwards. To close again does nothing, but waits
     * for the same. An interrupt does not end it and is not lost: the flag is set when it returns. It may end the children's
     * time, though.
     */
    @Override
    public void close() {
        throw new UnsupportedOperationException("not written yet");
    }

    /**
     * What a child runs: as long as its input has lines, reads one, and prints what {@link Worker#answer} says to it and then
     * {@link #DONE}, before it reads the next one. When its input ends, so does the child, with exit status 0; when
     * {@link Worker#answer} throws, with another one and without a line. It prints nothing else to standard output, and
     * starts no process.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) throws IOException {
        throw new UnsupportedOperationException("not written yet");
    }
}
