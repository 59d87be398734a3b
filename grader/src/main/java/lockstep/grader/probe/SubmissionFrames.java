package lockstep.grader.probe;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** Tells which frames of a stack belong to a submission. */
public final class SubmissionFrames {

    private SubmissionFrames() {}

    /** Returns the topmost line of the submission in what was thrown, or in its causes. */
    public static Optional<SourceLocation> topmost(@Nullable Throwable thrown) {
        return Stream.iterate(thrown, t -> t != null, t -> t == null ? null : causeOf(t))
                .limit(10)
                .flatMap(t -> t == null ? Stream.empty() : topmost(stackOf(t)).stream())
                .findFirst();
    }

    /** Returns the topmost line of the submission in a stack. */
    public static Optional<SourceLocation> topmost(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .filter(SubmissionFrames::isOfSubmission)
                .flatMap(frame -> location(frame).stream())
                .findFirst();
    }

    /** Returns the frame's line, if its class was compiled with lines. */
    public static Optional<SourceLocation> location(StackTraceElement frame) {
        String file = frame.getFileName();
        if (file == null || frame.getLineNumber() < 1) {
            return Optional.empty();
        }
        int dot = frame.getClassName().lastIndexOf('.');
        String folder = dot < 0 ? "" : frame.getClassName().substring(0, dot).replace('.', '/') + "/";
        return Optional.of(new SourceLocation(folder + file, frame.getLineNumber()));
    }

    /** Returns whether the frame runs a submission's class: one of the kit's packages, but not of the grader's. */
    public static boolean isOfSubmission(StackTraceElement frame) {
        return frame.getClassName().startsWith("lockstep.")
                && !frame.getClassName().startsWith("lockstep.grader.");
    }

    /**
     * Returns the submission's frame in which an unwritten method said so, if that is what was thrown or what caused it.
     */
    public static Optional<StackTraceElement> unwritten(@Nullable Throwable thrown) {
        return Stream.iterate(thrown, t -> t != null, t -> t == null ? null : causeOf(t))
                .limit(10)
                .filter(SubmissionFrames::saysNotWritten)
                .flatMap(t -> t == null ? Stream.empty() : Arrays.stream(stackOf(t)))
                // The grader's own frames come above a submission's only where the grader threw.
                .filter(frame -> frame.getClassName().startsWith("lockstep."))
                .findFirst()
                .filter(SubmissionFrames::isOfSubmission);
    }

    private static boolean saysNotWritten(@Nullable Throwable thrown) {
        return thrown != null
                && thrown.getClass() == UnsupportedOperationException.class
                && "not written yet".equals(thrown.getMessage());
    }

    /** Returns the method as a student would call it; a lambda counts as the method that it stands in. */
    public static String methodName(StackTraceElement frame) {
        String method = frame.getMethodName();
        if (method.equals("<init>") || method.equals("<clinit>")) {
            String type = frame.getClassName();
            return "the constructor of "
                    + type.substring(type.lastIndexOf('.') + 1).replace('$', '.');
        }
        return method.startsWith("lambda$") ? method.split("\\$", 3)[1] : method;
    }

    /** Returns a stack; empty where a submission's own exception type does not give one. */
    static StackTraceElement[] stackOf(Throwable thrown) {
        try {
            return Objects.requireNonNullElse(thrown.getStackTrace(), new StackTraceElement[0]);
        } catch (RuntimeException e) {
            return new StackTraceElement[0];
        }
    }

    /** Returns a cause; null where a submission's own exception type does not give one. */
    private static @Nullable Throwable causeOf(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (RuntimeException e) {
            return null;
        }
    }
}
