package lockstep.grader.probe;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** Tells which frames of a stack belong to a submission. */
public final class SubmissionFrames {

    private SubmissionFrames() {}

    /** Returns the topmost line of the submission in what was thrown, or in its causes. */
    public static Optional<SourceLocation> topmost(@Nullable Throwable thrown) {
        return Stream.iterate(thrown, t -> t != null, t -> t == null ? null : t.getCause())
                .limit(10)
                .flatMap(t -> t == null ? Stream.empty() : topmost(t.getStackTrace()).stream())
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

    /** Returns whether this is what an unwritten stub throws. */
    public static boolean notWrittenYet(@Nullable Throwable thrown) {
        return thrown instanceof UnsupportedOperationException && "not written yet".equals(thrown.getMessage());
    }
}
