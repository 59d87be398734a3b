package lockstep.grader.probe;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import lockstep.engine.Actors;
import lockstep.engine.Calls;
import lockstep.engine.control.Line;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** Tells which frames of a stack belong to a submission. */
public final class SubmissionFrames {

    /** The files of what the kit puts in place of given classes. They are in the submission's package. */
    private static final Set<String> SUBSTITUTES = Set.of("GradedChildJvm.java");

    private SubmissionFrames() {}

    /** Returns the topmost line of the submission in what was thrown, or in its causes. */
    public static Optional<SourceLocation> topmost(@Nullable Throwable thrown) {
        return Optional.ofNullable(thrown).map(Thrown::of).stream()
                .flatMap(Thrown::chain)
                .flatMap(each -> topmost(each.stack()).stream())
                .findFirst();
    }

    /** Returns the topmost line of the submission in a stack. */
    public static Optional<SourceLocation> topmost(StackTraceElement[] stack) {
        return topmost(List.of(stack));
    }

    /**
     * Returns the line of the submission by which a thread has come to a function of the kit's. Where the submission calls that
     * function itself, this is not that call, but what has led to it.
     */
    public static Optional<SourceLocation> leading(List<StackTraceElement> stack) {
        int top = 0;
        while (top < stack.size() && !isOfSubmission(stack.get(top))) {
            top++;
        }
        boolean calls = top > 0 && stack.get(top - 1).getClassName().startsWith("lockstep.grader.");
        return topmost(stack.subList(Math.min(top + (calls ? 1 : 0), stack.size()), stack.size()))
                .or(() -> topmost(stack));
    }

    private static Optional<SourceLocation> topmost(List<StackTraceElement> stack) {
        return stack.stream()
                .filter(SubmissionFrames::isOfSubmission)
                .flatMap(frame -> location(frame).stream())
                .findFirst();
    }

    /** Returns the line by which the calling thread's last call came back; null where that is not known. */
    public static @Nullable SourceLocation returnedAt() {
        return location(Calls.last().returnedAt());
    }

    /** Returns the line by which the calling thread's last call has changed something; null if that is not known. */
    public static @Nullable SourceLocation changedAt() {
        return location(Calls.last().changedAt());
    }

    /** Returns the line where the calling thread's interrupt flag was cleared in its last call; null if it was not. */
    public static @Nullable SourceLocation interruptTakenAt() {
        return location(Calls.last().interruptTakenAt());
    }

    /** Returns the line of the catch that has last caught one of these; null if none has, or that is not known. */
    public static @Nullable SourceLocation handledAt(Collection<Throwable> thrown) {
        return thrown.stream()
                .map(Calls::handledAt)
                .filter(Objects::nonNull)
                .findFirst()
                .map(SubmissionFrames::location)
                .orElse(null);
    }

    /** Returns the line that has put the first of these elements that is not the expected one where it is; null if that is not known. */
    public static @Nullable SourceLocation storedAt(@Nullable Object expected, @Nullable Object actual) {
        if (expected instanceof List<?> all && actual instanceof List<?> found) {
            for (int i = 0; i < Math.min(all.size(), found.size()); i++) {
                if (!Objects.equals(all.get(i), found.get(i))) {
                    return location(Calls.storedAt(i, found.get(i)));
                }
            }
        }
        return null;
    }

    /**
     * Returns the line that has decided that there is one of these threads: where its pool was made, or else itself; null where
     * that is not known.
     */
    public static @Nullable SourceLocation origin(Actors actors, Collection<Thread> threads) {
        return threads.stream()
                .map(thread -> {
                    Line pool = actors.poolMadeAt(thread);
                    return location(pool == null ? actors.madeAt(thread) : pool);
                })
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Returns the engine's line in the feedback's terms. */
    public static @Nullable SourceLocation location(@Nullable Line line) {
        return line == null ? null : new SourceLocation(line.file(), line.number());
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

    /** Returns whether the frame runs a submission's class: in the package of a stub, and so not of the grader's or of the engine's. */
    public static boolean isOfSubmission(StackTraceElement frame) {
        return isOfSubmission(frame.getClassName()) && !SUBSTITUTES.contains(String.valueOf(frame.getFileName()));
    }

    /** Returns whether this is the name of a submission's class. */
    public static boolean isOfSubmission(String className) {
        return GradedExercise.isBesideStub(className)
                || (className.startsWith("lockstep.")
                        && !className.startsWith("lockstep.grader.")
                        && !className.startsWith("lockstep.engine.")
                        && !GradedExercise.isAmongChecks(className));
    }

    /** Returns whether the frame runs a class of the submission, of the kit or of the exercise's checks. */
    static boolean isOfSubmissionOrKit(StackTraceElement frame) {
        return frame.getClassName().startsWith("lockstep.")
                || isOfSubmission(frame)
                || GradedExercise.isAmongChecks(frame.getClassName());
    }

    /**
     * Returns the submission's frame in which an unwritten method said so, if that is what was thrown or what caused it.
     */
    public static Optional<StackTraceElement> unwritten(Thrown thrown) {
        return thrown.chain()
                .filter(SubmissionFrames::saysNotWritten)
                .flatMap(each -> each.stack().stream())
                // The grader's own frames come above a submission's only where the grader threw.
                .filter(SubmissionFrames::isOfSubmissionOrKit)
                .findFirst()
                .filter(SubmissionFrames::isOfSubmission);
    }

    private static boolean saysNotWritten(Thrown thrown) {
        return thrown.className().equals(UnsupportedOperationException.class.getName())
                && "not written yet".equals(thrown.message());
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
}
