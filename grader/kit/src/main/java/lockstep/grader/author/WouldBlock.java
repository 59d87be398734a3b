package lockstep.grader.author;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Says of an operation on a model that it has to wait: in the object's present state nobody can finish it. */
public final class WouldBlock extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient @Nullable Duration limit;
    private final transient @Nullable Object otherwise;

    private WouldBlock(@Nullable Duration limit, @Nullable Object otherwise) {
        super("the operation waits", null, false, false);
        this.limit = limit;
        this.otherwise = otherwise;
    }

    /** Goes on if the operation is ready to be done. It must not have changed the model before. */
    public static void unless(boolean ready) {
        if (!ready) {
            throw new WouldBlock(null, null);
        }
    }

    /** Goes on if the operation is ready to be done; else it waits so long at most, and then answers this. */
    public static void unless(boolean ready, Duration limit, Object otherwise) {
        if (!ready) {
            throw new WouldBlock(limit, otherwise);
        }
    }

    /** Returns how long the operation waits at most; null for ever. */
    @Nullable
    Duration limit() {
        return limit;
    }

    /** Returns the answer when the time is over. */
    @Nullable
    Object otherwise() {
        return otherwise;
    }
}
