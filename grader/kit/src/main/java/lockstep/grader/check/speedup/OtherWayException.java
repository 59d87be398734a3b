package lockstep.grader.check.speedup;

import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** Says that what was timed is not what the exercise asks for, though its answer may be right. */
public final class OtherWayException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String expected;
    private final String actual;
    private final transient @Nullable SourceLocation line;

    /**
     * Tells what happened.
     *
     * @param actual a clause for people: {@code no child was started}
     * @param line of the submission that is at fault, or null
     */
    public OtherWayException(String expected, String actual, @Nullable SourceLocation line) {
        super(actual);
        this.expected = expected;
        this.actual = actual;
        this.line = line;
    }

    FailedTurnException asFailure() {
        return new FailedTurnException(FailedTurnException.Fault.OTHER_WAY, expected, actual, line);
    }
}
