package lockstep.grader.probe;

/** Ends a probe without a verdict: the machine did not allow one, and that is not the submission's fault. */
public final class CannotTellException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public CannotTellException(String reason) {
        super(reason);
    }
}
