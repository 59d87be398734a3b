package lockstep.grader.catalog.poolmap;

/** What the tests' tasks throw. No other code can make one, so a fork-join pool cannot hand on a copy of it. */
final class TaskException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TaskException(String message) {
        super(message);
    }
}
