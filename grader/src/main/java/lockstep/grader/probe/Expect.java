package lockstep.grader.probe;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** Calls into a submission with an expectation; what does not meet it becomes a counterexample. */
public final class Expect {

    private Expect() {}

    /**
     * Calls and expects a certain answer.
     *
     * @param call the call as a student would write it: {@code sum(0, 10, i -> i, 3)}
     */
    public static void answer(@Nullable Object expected, String call, Callable<?> body) {
        same(expected, call, noThrow(show(expected), call, body));
    }

    /** Compares what a call gave with what it should have given. */
    public static void same(@Nullable Object expected, String call, @Nullable Object actual) {
        if (!Objects.deepEquals(expected, actual)) {
            throw wrong(call, show(expected), show(actual), null);
        }
    }

    /**
     * Calls and expects any answer at all.
     *
     * @param expected what is expected, in words
     * @return the answer
     */
    public static <T> T noThrow(String expected, String call, Callable<T> body) {
        try {
            return body.call();
        } catch (CheckFailedError | CannotTellException e) {
            throw e;
        } catch (Throwable thrown) {
            throw wrong(call, expected, threw(thrown), thrown);
        }
    }

    /** Calls and expects an exception of this type. */
    public static <X extends Throwable> X failure(Class<X> type, String call, Callable<?> body) {
        Object answer;
        try {
            answer = body.call();
        } catch (CheckFailedError | CannotTellException e) {
            throw e;
        } catch (Throwable thrown) {
            if (type.isInstance(thrown) && SubmissionFrames.unwritten(thrown).isEmpty()) {
                return type.cast(thrown);
            }
            throw wrong(call, "throws " + type.getSimpleName(), threw(thrown), thrown);
        }
        throw wrong(call, "throws " + type.getSimpleName(), "returned " + show(answer), null);
    }

    /** Calls and expects exactly this exception object. */
    public static void sameFailure(Throwable expected, String call, Callable<?> body) {
        String wanted = "throws the same " + expected.getClass().getSimpleName() + " object that was thrown inside";
        Object answer;
        try {
            answer = body.call();
        } catch (CheckFailedError | CannotTellException e) {
            throw e;
        } catch (Throwable thrown) {
            if (thrown == expected) {
                return;
            }
            throw wrong(call, wanted, threw(thrown), thrown);
        }
        throw wrong(call, wanted, "returned " + show(answer), null);
    }

    /** Builds the failure for a wrong answer; the line is taken from what was thrown, if anything was. */
    public static CheckFailedError wrong(String call, String expected, String actual, @Nullable Throwable thrown) {
        Optional<CheckFailedError> unwritten = unwritten(thrown);
        if (unwritten.isPresent()) {
            return unwritten.get();
        }
        return new CheckFailedError(new Finding(
                call + ": expected " + expected + ", but it "
                        + (thrown == null && !actual.startsWith("returned ") ? "gave " : "") + actual + ".",
                null,
                thrown == null ? null : SubmissionFrames.topmost(thrown).orElse(null),
                java.util.List.of(new Evidence.Counterexample(call, expected, actual))));
    }

    /** Returns the failure for a method of the submission that is still a stub, if that is what was thrown. */
    public static Optional<CheckFailedError> unwritten(@Nullable Throwable thrown) {
        return SubmissionFrames.unwritten(thrown)
                .map(frame -> unwritten(
                        SubmissionFrames.methodName(frame),
                        SubmissionFrames.location(frame).orElse(null)));
    }

    /** Builds the failure for a method of the submission that is still a stub; a check's own advice would not fit. */
    public static CheckFailedError unwritten(String method, @Nullable SourceLocation location) {
        return CheckFailedError.because(
                method + " is not written yet.",
                new Advice(
                        "A method that is still as the kit gave it throws an exception instead of doing its work.",
                        "Write it, and delete the line that throws.",
                        null),
                location,
                new Evidence.Counterexample(
                        method, "does its work", "throws UnsupportedOperationException: not written yet"));
    }

    /** Returns a thrown object in words. */
    public static String threw(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        String message = messageOf(thrown);
        return "threw " + (name.isEmpty() ? thrown.getClass().getName() : name)
                + (message.isEmpty() ? "" : ": " + message);
    }

    /** A submission's own exception may throw from its accessors. */
    private static String messageOf(Throwable thrown) {
        try {
            return Objects.requireNonNullElse(thrown.getMessage(), "");
        } catch (RuntimeException e) {
            return "";
        }
    }

    private static String show(@Nullable Object value) {
        if (value instanceof long[] longs) {
            return Arrays.toString(longs);
        }
        if (value instanceof String text) {
            return '"' + text + '"';
        }
        return String.valueOf(value);
    }
}
