package lockstep.grader.check.race.engine.explain;

import java.util.Arrays;
import lockstep.grader.check.race.engine.control.Blame;
import lockstep.grader.check.race.engine.control.LibraryNames;
import lockstep.grader.probe.CannotTellException;
import org.jspecify.annotations.Nullable;

/** Tells what the submission threw from what the engine is to blame for. */
final class Throwables {

    private static final String ENGINE = "lockstep.grader.check.race.engine.";

    private Throwables() {}

    /** Returns why a throwable says nothing about the submission, or null if it does. */
    static @Nullable String notTheirs(Throwable thrown) {
        if (thrown instanceof CannotTellException) {
            return String.valueOf(thrown.getMessage());
        }
        if (thrown instanceof VirtualMachineError) {
            return "it ran out of memory or of stack under control";
        }
        return Blame.ofEngine(thrown);
    }

    /** Takes the engine's frames out, and gives the JDK's their names back. */
    static void clean(Throwable thrown) {
        Throwable t = thrown;
        for (int depth = 0; t != null && depth < 10; depth++) {
            t.setStackTrace(Arrays.stream(t.getStackTrace())
                    .filter(frame -> !frame.getClassName().startsWith(ENGINE)
                            && !frame.getMethodName().startsWith("woven$"))
                    .map(Throwables::original)
                    .toArray(StackTraceElement[]::new));
            t = t.getCause();
        }
    }

    static StackTraceElement original(StackTraceElement frame) {
        String name = frame.getClassName();
        return LibraryNames.isCopy(name)
                ? new StackTraceElement(
                        LibraryNames.scrubbed(name), frame.getMethodName(), frame.getFileName(), frame.getLineNumber())
                : frame;
    }
}
