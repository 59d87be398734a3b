package lockstep.grader.worker.child;

import java.util.Arrays;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.verdict.SourceLocation;
import lockstep.grader.worker.protocol.Message;
import org.jspecify.annotations.Nullable;

/** Tells the parent, while the JVM shuts down, which line of the submission asked for it. Cannot see {@code halt}. */
final class ExitWatch {

    private ExitWatch() {}

    static void report(Channel channel) {
        channel.send(new Message.Exiting(exitingLine()));
    }

    private static @Nullable SourceLocation exitingLine() {
        return Thread.getAllStackTraces().values().stream()
                .filter(ExitWatch::isExiting)
                .flatMap(stack -> SubmissionFrames.topmost(stack).stream())
                .findFirst()
                .orElse(null);
    }

    private static boolean isExiting(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .anyMatch(frame -> frame.getClassName().equals("java.lang.Shutdown")
                        && frame.getMethodName().equals("exit"));
    }
}
