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
    private final boolean unwritten;

    FailedTurnException(boolean ofSubmission, String expected, String actual, @Nullable String file, int line) {
        this(ofSubmission, expected, actual, file, line, false);
    }

    private FailedTurnException(
            boolean ofSubmission, String expected, String actual, @Nullable String file, int line, boolean unwritten) {
        super("expected " + expected + ", found " + actual);
        this.unwritten = unwritten;
        this.ofSubmission = ofSubmission;
        this.expected = expected;
        this.actual = actual;
        this.file = file;
        this.line = line;
    }

    /** Tells of a method of the submission that is still a stub; its name takes the place of what was found. */
    static FailedTurnException unwritten(String method, @Nullable String file, int line) {
        return new FailedTurnException(true, "an answer", method, file, line, true);
    }

    /** Returns whether {@link #actual} is the name of a method that is still a stub. */
    boolean isUnwritten() {
        return unwritten;
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
