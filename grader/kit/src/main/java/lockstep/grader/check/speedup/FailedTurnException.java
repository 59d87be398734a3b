package lockstep.grader.check.speedup;

import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong in a fork, as text: an exception of the submission itself might not survive the way to the worker.
 */
final class FailedTurnException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Whose fault it is, and which. */
    enum Fault {
        /** The kit's own forms differ. */
        OF_KIT,
        /** The submission gave another answer than the kit, or threw. */
        WRONG_ANSWER,
        /** A method of the submission is still a stub; its name takes the place of what was found. */
        UNWRITTEN,
        /** Threads of the submission go on computing after their call; which, takes the place of what was found. */
        LEFT_BEHIND,
        /** The answer came about in another way than the exercise asks for; how, takes the place of what was found. */
        OTHER_WAY
    }

    private final Fault fault;
    private final String expected;
    private final String actual;
    private final @Nullable String file;
    private final int line;

    /** @param line of the submission that is at fault, or null */
    FailedTurnException(Fault fault, String expected, String actual, @Nullable SourceLocation line) {
        super("expected " + expected + ", found " + actual);
        this.fault = fault;
        this.expected = expected;
        this.actual = actual;
        this.file = line == null ? null : line.file();
        this.line = line == null ? 0 : line.line();
    }

    Fault fault() {
        return fault;
    }

    String expected() {
        return expected;
    }

    String actual() {
        return actual;
    }

    /** Returns the submission's line at fault, or null. */
    @Nullable
    SourceLocation line() {
        return file == null ? null : new SourceLocation(file, line);
    }
}
