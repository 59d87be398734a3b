package lockstep.engine.control;

import java.util.Optional;

/**
 * A line of source code.
 *
 * @param file relative to the source root, with slashes
 * @param number from 1
 */
public record Line(String file, int number) {

    /** Returns a frame's line, if its class was compiled with lines. */
    static Optional<Line> of(StackTraceElement frame) {
        String file = frame.getFileName();
        if (file == null || frame.getLineNumber() < 1) {
            return Optional.empty();
        }
        String folder = frame.getClassName().substring(0, frame.getClassName().lastIndexOf('.') + 1);
        return Optional.of(new Line(folder.replace('.', '/') + file, frame.getLineNumber()));
    }
}
