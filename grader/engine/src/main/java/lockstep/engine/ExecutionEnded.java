package lockstep.engine;

/**
 * Unwinds a thread of an execution that is over. An error without a stack, so that hardly any code catches it; code that
 * catches everything must let it pass.
 */
public final class ExecutionEnded extends Error {

    private static final long serialVersionUID = 1;

    public ExecutionEnded() {
        super("the execution has ended", null, false, false);
    }
}
