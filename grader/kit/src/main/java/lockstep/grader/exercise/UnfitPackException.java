package lockstep.grader.exercise;

/** A pack cannot be used. The message is for its author: which pack, where, what was expected, what was found. */
public final class UnfitPackException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UnfitPackException(String message) {
        super(message);
    }

    public UnfitPackException(String message, Throwable cause) {
        super(message, cause);
    }
}
