package lockstep.grader.author;

/** What a function throws. No other code can make one, so it cannot be copied on its way to the caller. */
public final class FunctionException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public FunctionException(String message) {
        super(message);
    }
}
