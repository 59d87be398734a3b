package lockstep.grader.probe;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.Verdict;
import org.opentest4j.AssertionFailedError;

/** Turns what a probe threw into a verdict. */
public final class VerdictOf {

    /** A class's name in a message of the JVM, with dots or slashes. */
    private static final Pattern SUBMISSION_CLASS = Pattern.compile("\\blockstep[./](?!grader[./])");

    private VerdictOf() {}

    /**
     * Returns the verdict that a throwable stands for.
     *
     * <p>An exception counts against the submission only if the first frame outside of the JDK is the submission's;
     * otherwise it is a fault of ours and ERRORED.
     *
     * @param title the check's name, for messages
     */
    public static Verdict thrown(String title, Throwable thrown) {
        if (thrown instanceof CheckFailedError failed) {
            return new Verdict.Failed(failed.finding());
        }
        if (thrown instanceof CannotTellException cannotTell) {
            return new Verdict.Inconclusive(String.valueOf(cannotTell.getMessage()), List.of());
        }
        Optional<CheckFailedError> unwritten = Expect.unwritten(thrown);
        if (unwritten.isPresent()) {
            return new Verdict.Failed(unwritten.get().finding());
        }
        if (thrown instanceof AssertionFailedError assertion && assertion.isExpectedDefined()) {
            return new Verdict.Failed(Expect.wrong(
                            title,
                            String.valueOf(assertion.getExpected().getStringRepresentation()),
                            String.valueOf(assertion.getActual().getStringRepresentation()),
                            null)
                    .finding());
        }
        if (thrown instanceof AssertionError assertion) {
            String message = String.valueOf(assertion.getMessage());
            return new Verdict.Failed(new Finding(
                    message,
                    null,
                    null,
                    List.of(new Evidence.Counterexample(title, "what the check's title says", message))));
        }
        if (isOfSubmission(thrown) || isClassThatCannotBeLoaded(thrown)) {
            return new Verdict.Failed(Expect.wrong(title, "no exception", Expect.threw(thrown), thrown)
                    .finding());
        }
        if (thrown instanceof InterruptedException || thrown instanceof VirtualMachineError) {
            // No probe interrupts the thread that it runs in, and none needs more memory or stack than a worker has.
            return new Verdict.Failed(Expect.wrong(
                            title,
                            "threads and memory that are not the call's own to be left alone",
                            Expect.threw(thrown) + " in the thread that made the call",
                            thrown)
                    .finding());
        }
        return new Verdict.Errored("the probe itself threw " + thrown + at(thrown));
    }

    /** Returns a verdict in words, for people who look after the grader. */
    public static String inWords(Verdict verdict) {
        return verdict.fold(new Verdict.Cases<>() {
            @Override
            public String passed(Verdict.Passed passed) {
                return "it passed";
            }

            @Override
            public String failed(Verdict.Failed failed) {
                return "it failed: " + failed.finding().message();
            }

            @Override
            public String inconclusive(Verdict.Inconclusive inconclusive) {
                return "it could not be decided: " + inconclusive.reason();
            }

            @Override
            public String skipped(Verdict.Skipped skipped) {
                return "it was not asked: " + skipped.because();
            }

            @Override
            public String errored(Verdict.Errored errored) {
                return "the grader failed: " + errored.reason();
            }
        });
    }

    private static boolean isOfSubmission(Throwable thrown) {
        String type = thrown.getClass().getName();
        if (type.startsWith("lockstep.") && !type.startsWith("lockstep.grader.")) {
            return true;
        }
        return Arrays.stream(SubmissionFrames.stackOf(thrown))
                .filter(frame -> frame.getClassName().startsWith("lockstep."))
                .findFirst()
                .map(SubmissionFrames::isOfSubmission)
                .orElse(false);
    }

    /** A class of the submission whose static initialiser throws, or which lacks what it needs. */
    private static boolean isClassThatCannotBeLoaded(Throwable thrown) {
        return thrown instanceof LinkageError
                && (SUBMISSION_CLASS
                                .matcher(String.valueOf(thrown.getMessage()))
                                .find()
                        || (thrown.getCause() != null && isOfSubmission(thrown.getCause())));
    }

    private static String at(Throwable thrown) {
        StackTraceElement[] stack = SubmissionFrames.stackOf(thrown);
        return stack.length == 0 ? "" : " at " + stack[0];
    }
}
