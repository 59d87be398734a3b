package lockstep.grader.catalog.poolmap;

/** An Error that a task throws: no exception, but thrown all the same. */
final class TaskError extends Error {

    private static final long serialVersionUID = 1;

    TaskError(String message) {
        super(message);
    }
}
