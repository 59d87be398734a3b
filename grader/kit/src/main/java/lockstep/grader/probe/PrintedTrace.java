package lockstep.grader.probe;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Prints a stack trace for a submission, whose code is made to call this in the place of the platform's methods: with the
 * frames of the submission and of what it calls and no others, so that it looks the same whoever calls.
 */
public final class PrintedTrace {

    private PrintedTrace() {}

    /** Stands for {@link Throwable#printStackTrace()}, or whatever the object does in place of that. */
    public static void printStackTrace(Object target) throws Throwable {
        if (!isPrintedByItself(target)) {
            printUsual(target);
        }
    }

    /** Stands for {@link Throwable#printStackTrace(PrintStream)}, or whatever the object does in place of that. */
    public static void printStackTrace(Object target, PrintStream out) throws Throwable {
        if (!isPrintedByItself(target, PrintStream.class, out)) {
            printUsual(target, out);
        }
    }

    /** Stands for {@link Throwable#printStackTrace(PrintWriter)}, or whatever the object does in place of that. */
    public static void printStackTrace(Object target, PrintWriter out) throws Throwable {
        if (!isPrintedByItself(target, PrintWriter.class, out)) {
            printUsual(target, out);
        }
    }

    /** Stands for {@code super.printStackTrace()} where that is the platform's. */
    public static void printUsual(Object thrown) {
        printUsual(thrown, System.err);
    }

    /** Stands for {@code super.printStackTrace(out)} where that is the platform's. */
    public static void printUsual(Object thrown, PrintStream out) {
        out.print(text((Throwable) thrown));
    }

    /** Stands for {@code super.printStackTrace(out)} where that is the platform's. */
    public static void printUsual(Object thrown, PrintWriter out) {
        out.print(text((Throwable) thrown));
    }

    /** Calls the object's method and returns true, if that is not the platform's. */
    private static boolean isPrintedByItself(Object target) throws Throwable {
        return isPrintedByItself(target, target.getClass().getMethod("printStackTrace"));
    }

    private static boolean isPrintedByItself(Object target, Class<?> type, Object out) throws Throwable {
        return isPrintedByItself(target, target.getClass().getMethod("printStackTrace", type), out);
    }

    private static boolean isPrintedByItself(Object target, Method method, Object... arguments) throws Throwable {
        if (method.getDeclaringClass() == Throwable.class) {
            return false;
        }
        method.setAccessible(true);
        try {
            method.invoke(target, arguments);
            return true;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static String text(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        append(text, "", "", thrown, List.of(), Collections.newSetFromMap(new IdentityHashMap<>()));
        return text.toString();
    }

    /** @param around the frames of what this is the cause of, or suppressed by: those at the end are not repeated */
    private static void append(
            StringBuilder text,
            String margin,
            String caption,
            Throwable thrown,
            List<StackTraceElement> around,
            Set<Throwable> seen) {
        text.append(margin).append(caption);
        if (!seen.add(thrown)) {
            text.append("[CIRCULAR REFERENCE: ").append(thrown).append(']').append(System.lineSeparator());
            return;
        }
        text.append(thrown).append(System.lineSeparator());
        List<StackTraceElement> frames = frames(thrown);
        int last = frames.size();
        int other = around.size();
        while (last > 0 && other > 0 && frames.get(last - 1).equals(around.get(other - 1))) {
            last--;
            other--;
        }
        for (StackTraceElement frame : frames.subList(0, last)) {
            text.append(margin).append("\tat ").append(frame).append(System.lineSeparator());
        }
        if (last < frames.size()) {
            text.append(margin).append("\t... ").append(frames.size() - last).append(" more");
            text.append(System.lineSeparator());
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            append(text, margin + "\t", "Suppressed: ", suppressed, frames, seen);
        }
        Throwable cause = thrown.getCause();
        if (cause != null) {
            append(text, margin, "Caused by: ", cause, frames, seen);
        }
    }

    /** Returns the frames from the submission's first one on; who calls that one may as well be of the platform. */
    private static List<StackTraceElement> frames(Throwable thrown) {
        List<StackTraceElement> shown = Arrays.stream(thrown.getStackTrace())
                .filter(frame -> isOfPlatform(frame.getClassName()) || SubmissionFrames.isOfSubmission(frame))
                // Without the name of a class loader.
                .map(frame -> new StackTraceElement(
                        frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber()))
                .toList();
        int end = shown.size();
        while (end > 0 && isOfPlatform(shown.get(end - 1).getClassName())) {
            end--;
        }
        return shown.subList(0, end);
    }

    private static boolean isOfPlatform(String className) {
        return className.startsWith("java.") || className.startsWith("jdk.");
    }
}
