package lockstep.grader.catalog.poolmap;

import org.jspecify.annotations.Nullable;

/** What the tests' tasks throw. No other code can make one, so a fork-join pool cannot hand on a copy of it. */
final class TaskException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TaskException(String message) {
        this(message, null);
    }

    /** Makes one that says why; that is not what the caller of map asks for. */
    TaskException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
