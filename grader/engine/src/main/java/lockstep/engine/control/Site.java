package lockstep.engine.control;

import lockstep.engine.trace.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A place in woven code where a hook is called.
 *
 * @param line null where the class was compiled without lines
 * @param method the method around it, as a student would write it
 * @param operation what is done there
 */
public record Site(@Nullable Line line, String method, Operation operation) {

    /** Stands for code that is not the submission's: it takes steps, but nobody is switched to there. */
    public static final int OUTSIDE = -1;
}
