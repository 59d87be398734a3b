package lockstep.grader.probe;

/** Carries what a submission threw across the {@link Boundary}: nothing that catches it ever calls student code. */
public final class ThrownBySubmission extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Thrown thrown;

    ThrownBySubmission(Thrown thrown) {
        super(null, null, false, false);
        this.thrown = thrown;
    }

    public Thrown thrown() {
        return thrown;
    }

    @Override
    public String getMessage() {
        return thrown.inWords();
    }
}
