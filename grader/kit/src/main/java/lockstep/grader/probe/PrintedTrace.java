package lockstep.grader.probe;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Prints a stack trace for a submission, whose code is made to call this in the place of the platform's methods: without
 * the frames of those who call, so that they look the same whoever they are.
 */
public final class PrintedTrace {

    /** Causes may go round in a circle. */
    private static final int MOST_CAUSES = 20;

    private PrintedTrace() {}

    /** Stands for {@link Throwable#printStackTrace()}. */
    public static void printStackTrace(Throwable thrown) {
        withoutCallers(thrown).forEach(PrintedTrace::strip);
        thrown.printStackTrace();
    }

    /** Stands for {@link Throwable#printStackTrace(PrintStream)}. */
    public static void printStackTrace(Throwable thrown, PrintStream out) {
        withoutCallers(thrown).forEach(PrintedTrace::strip);
        thrown.printStackTrace(out);
    }

    /** Stands for {@link Throwable#printStackTrace(PrintWriter)}. */
    public static void printStackTrace(Throwable thrown, PrintWriter out) {
        withoutCallers(thrown).forEach(PrintedTrace::strip);
        thrown.printStackTrace(out);
    }

    private static Stream<Throwable> withoutCallers(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(MOST_CAUSES)
                .flatMap(each -> Stream.concat(Stream.of(each), Arrays.stream(each.getSuppressed())));
    }

    private static void strip(Throwable thrown) {
        thrown.setStackTrace(Arrays.stream(thrown.getStackTrace())
                .filter(frame -> isOfPlatform(frame.getClassName()) || SubmissionFrames.isOfSubmission(frame))
                // Without the name of a class loader.
                .map(frame -> new StackTraceElement(
                        frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber()))
                .toArray(StackTraceElement[]::new));
    }

    private static boolean isOfPlatform(String className) {
        return className.startsWith("java.") || className.startsWith("jdk.");
    }
}
