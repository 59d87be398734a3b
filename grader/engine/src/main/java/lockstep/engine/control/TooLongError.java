package lockstep.engine.control;

/** Says that a class cannot be woven, because with the hooks its code is longer than the JVM allows. */
public final class TooLongError extends LinkageError {

    private static final long serialVersionUID = 1;

    /** @param what the method, or the class if it has too many constants */
    public TooLongError(String what) {
        super(what + " is too long to be followed step by step");
    }
}
