package lockstep.grader.check.speedup;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong in a fork, as text: an exception of the submission itself might not survive the way to the worker.
 */
final class FailedTurnException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean ofSubmission;
    private final String expected;
    private final String actual;
    private final @Nullable String file;
    private final int line;

    FailedTurnException(boolean ofSubmission, String expected, String actual, @Nullable String file, int line) {
        super("expected " + expected + ", found " + actual);
        this.ofSubmission = ofSubmission;
        this.expected = expected;
        this.actual = actual;
        this.file = file;
        this.line = line;
    }

    /** Returns whether the submission is at fault, and not the kit. */
    boolean isOfSubmission() {
        return ofSubmission;
    }

    String expected() {
        return expected;
    }

    String actual() {
        return actual;
    }

    /** Returns the submission's file at fault, or null. */
    @Nullable
    String file() {
        return file;
    }

    int line() {
        return line;
    }
}
