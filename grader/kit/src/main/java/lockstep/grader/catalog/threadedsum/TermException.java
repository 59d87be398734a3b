package lockstep.grader.catalog.threadedsum;

/** What the tests' terms throw. No other code can make one, so it cannot be copied on its way to the caller. */
final class TermException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TermException(String message) {
        super(message);
    }
}
