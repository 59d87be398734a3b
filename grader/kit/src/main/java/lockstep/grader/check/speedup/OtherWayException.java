package lockstep.grader.check.speedup;

/** Says that what was timed is not what the exercise asks for, though its answer may be right. */
public final class OtherWayException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String expected;
    private final String actual;

    /**
     * Tells what happened.
     *
     * @param actual a clause for people: {@code no child was started}
     */
    public OtherWayException(String expected, String actual) {
        super(actual);
        this.expected = expected;
        this.actual = actual;
    }

    FailedTurnException asFailure() {
        return new FailedTurnException(FailedTurnException.Fault.OTHER_WAY, expected, actual, null, 0);
    }
}
