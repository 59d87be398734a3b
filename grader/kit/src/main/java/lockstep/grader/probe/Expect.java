package lockstep.grader.probe;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** Calls into a submission with an expectation; what does not meet it becomes a counterexample. */
public final class Expect {

    /** More elements of a list would hide what is said of it. */
    private static final int MOST_SHOWN = 16;

    private Expect() {}

    /**
     * Calls and expects a certain answer.
     *
     * @param call the call as a student would write it: {@code sum(0, 10, i -> i, 3)}
     */
    public static void answer(@Nullable Object expected, String call, Callable<?> body) throws Exception {
        same(expected, call, noThrow(show(expected), call, body));
    }

    /** Compares what the calling thread's last call gave, or has come to, with what it should have. */
    public static void same(@Nullable Object expected, String call, @Nullable Object actual) {
        if (!Objects.deepEquals(expected, actual)) {
            Difference difference = Difference.between(expected, actual);
            throw wrong(call, difference.expected(), difference.actual(), null)
                    .answeredAt(SubmissionFrames.returnedAt());
        }
    }

    /**
     * Calls and expects any answer at all.
     *
     * @param expected what is expected, in words
     * @return the answer
     */
    public static <T> T noThrow(String expected, String call, Callable<T> body) throws Exception {
        try {
            return body.call();
        } catch (ThrownBySubmission e) {
            throw wrong(call, expected, e.thrown().inWords(), e);
        }
    }

    /** Calls and expects an exception of this type. */
    public static void failure(Class<? extends Throwable> type, String call, Callable<?> body) throws Exception {
        failure(
                "throws " + type.getSimpleName(),
                thrown -> thrown.isA(type) && unwritten(thrown).isEmpty(),
                call,
                body);
    }

    /** Calls and expects exactly this exception object. */
    public static void sameFailure(Throwable expected, String call, Callable<?> body) throws Exception {
        failure(
                "throws the same " + expected.getClass().getSimpleName() + " object that was thrown inside",
                thrown -> thrown.is(expected),
                call,
                body);
    }

    private static void failure(String wanted, Predicate<Thrown> expected, String call, Callable<?> body)
            throws Exception {
        Object answer;
        try {
            answer = body.call();
        } catch (ThrownBySubmission e) {
            if (expected.test(e.thrown())) {
                return;
            }
            throw wrong(call, wanted, e.thrown().inWords(), e);
        }
        throw wrong(call, wanted, "returned " + show(answer), null).answeredAt(SubmissionFrames.returnedAt());
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
                List.of(new Evidence.Counterexample(call, expected, actual))));
    }

    /** Returns the failure for a method of the submission that is still a stub, if that is what was thrown. */
    public static Optional<CheckFailedError> unwritten(@Nullable Throwable thrown) {
        return thrown == null ? Optional.empty() : unwritten(Thrown.of(thrown));
    }

    private static Optional<CheckFailedError> unwritten(Thrown thrown) {
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

    /**
     * Shows a value; a long list by its ends, and of an object that the submission made itself only the class, for its text is
     * student code.
     */
    public static String show(@Nullable Object value) {
        if (value instanceof long[] longs) {
            return Arrays.toString(longs);
        }
        if (value instanceof String text) {
            return '"' + text + '"';
        }
        return plain(value);
    }

    private static String plain(@Nullable Object value) {
        if (value instanceof List<?> list) {
            int size = list.size();
            return size > MOST_SHOWN
                    ? "[" + plain(list.get(0)) + ", " + plain(list.get(1)) + ", ..., " + plain(list.get(size - 1))
                            + "] of " + size + " elements"
                    : list.stream().map(Expect::plain).toList().toString();
        }
        return value != null && SubmissionFrames.isOfSubmission(value.getClass().getName())
                ? "an object of class " + value.getClass().getName()
                : String.valueOf(value);
    }
}
