package lockstep.grader.classroom;

import java.io.IOException;

/**
 * A file of the instructor's that is no table of the kind expected, or that has a cell which cannot be read. The message says
 * where, what was expected and what was found.
 */
public final class UnreadableTableException extends IOException {
    private static final long serialVersionUID = 1;

    UnreadableTableException(String message) {
        super(message);
    }
}
