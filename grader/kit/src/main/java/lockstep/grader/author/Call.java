package lockstep.grader.author;

import java.util.concurrent.Callable;
import lockstep.engine.Actors;
import org.jspecify.annotations.Nullable;

/**
 * A call into a submission that an actor makes, so that it can be found waiting, interrupted, and looked at when it is over.
 *
 * @param <T> what it returns
 */
public final class Call<T extends @Nullable Object> {

    private final Actors actors;
    private final Thread thread;
    private volatile boolean ended;
    private volatile @Nullable T answer;
    private volatile @Nullable Throwable thrown;

    private Call(Actors actors, Callable<T> body) {
        this.actors = actors;
        this.thread = actors.start(() -> run(body));
    }

    /** Begins a call. */
    public static <T extends @Nullable Object> Call<T> begin(Actors actors, Callable<T> body) {
        return new Call<>(actors, body);
    }

    private void run(Callable<T> body) {
        try {
            answer = body.call();
        } catch (Exception | AssertionError failure) {
            thrown = failure;
        }
        ended = true;
    }

    /** Returns the thread that makes the call. */
    public Thread caller() {
        return thread;
    }

    /** Returns whether it has returned or thrown by now. */
    public boolean hasEnded() {
        return ended;
    }

    /**
     * Waits for its end, however long it takes, and returns what it returned. A call that cannot end is a failure.
     *
     * @throws Exception what it threw
     */
    @SuppressWarnings("NullAway") // T may be nullable, and then so is the answer
    public T await() throws Exception {
        actors.await(thread);
        Throwable failure = thrown;
        if (failure instanceof Exception exception) {
            throw exception;
        }
        if (failure instanceof AssertionError error) {
            throw error;
        }
        return answer;
    }
}
