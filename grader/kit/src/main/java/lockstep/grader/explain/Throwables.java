package lockstep.grader.explain;

import lockstep.engine.control.LibraryNames;
import lockstep.grader.probe.Thrown;
import org.jspecify.annotations.Nullable;

/** Tells what the submission threw from what the engine is to blame for. */
final class Throwables {

    private Throwables() {}

    /** Returns why a throwable says nothing about the submission, or null if it does. */
    static @Nullable String notTheirs(Throwable thrown) {
        if (Thrown.of(thrown).isA(VirtualMachineError.class)) {
            return "it ran out of memory or of stack under control";
        }
        return null;
    }

    /** Gives a frame of the JDK's copies its name back. */
    static StackTraceElement original(StackTraceElement frame) {
        String name = frame.getClassName();
        // Without the name of a class loader.
        return new StackTraceElement(
                LibraryNames.isCopy(name) ? LibraryNames.scrubbed(name) : name,
                frame.getMethodName(),
                frame.getFileName(),
                frame.getLineNumber());
    }
}
