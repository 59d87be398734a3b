package lockstep.grader.probe;

import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.Verdict;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** Turns what a probe threw into a verdict. */
public final class VerdictOf {

    /** A class's name in a message of the JVM, with dots or slashes. */
    private static final Pattern SUBMISSION_CLASS = Pattern.compile("\\blockstep[./](?!(grader|engine)[./])");

    /** What comes of a wrong use of threads and locks; any other exception says nothing about that. */
    private static final List<Class<? extends Throwable>> OF_CONCURRENCY = List.of(
            IllegalThreadStateException.class,
            ConcurrentModificationException.class,
            RejectedExecutionException.class,
            ExecutionException.class,
            CancellationException.class,
            TimeoutException.class,
            BrokenBarrierException.class,
            OutOfMemoryError.class);

    private static final Advice UNEXPECTED = new Advice(
            "An exception that the method's description does not promise for this call ends whatever its caller was doing.",
            "Which values lead to that line? Call the method with the same ones in a main method, or a debugger.",
            null);

    private static final Advice INTERRUPTED = new Advice(
            "An InterruptedException came out of a call that an interrupt was no reason to end, or your own code has"
                    + " interrupted the thread that called.",
            "Which lines call interrupt(), on which thread, and may that thread have gone on in the meantime?",
            null);

    private static final Advice NOT_ITS_HOLDER = new Advice(
            "wait, notify and notifyAll work only for a thread that holds the monitor of that object, and unlock or await only"
                    + " for one that holds that lock.",
            "At that line: which lock does the thread hold, and whose wait, notify or unlock does it call?",
            null);

    private VerdictOf() {}

    /**
     * Returns the verdict that a throwable stands for.
     *
     * <p>What crossed the boundary counts against the submission, whatever its stack says. So does what student code can
     * do to the thread that called it. All else is a fault of ours and ERRORED.
     *
     * @param title the check's name, for messages
     */
    public static Verdict thrown(String title, Throwable thrown) {
        if (thrown instanceof CheckFailedError failed) {
            return new Verdict.Failed(failed.finding());
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
        Thrown it = Thrown.of(thrown);
        if (thrown instanceof ThrownBySubmission || isClassThatCannotBeLoaded(it)) {
            Finding finding =
                    Expect.wrong(title, "no exception", it.inWords(), thrown).finding();
            Advice advice = finding.advice() != null ? finding.advice() : advice(it);
            return new Verdict.Failed(new Finding(finding.message(), advice, finding.location(), finding.evidence()));
        }
        if (thrown instanceof InterruptedException || thrown instanceof VirtualMachineError) {
            // No probe interrupts the thread that it runs in, and none needs more memory or stack than a worker has.
            return new Verdict.Failed(Expect.wrong(
                            title,
                            "threads and memory that are not the call's own to be left alone",
                            it.inWords() + " in the thread that made the call",
                            thrown)
                    .finding());
        }
        return new Verdict.Errored("the probe itself " + it.inWords() + at(it));
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

    /** Returns what to learn from an exception that nobody expects; null takes the check's own. */
    private static @Nullable Advice advice(Thrown it) {
        if (it.isA(IllegalMonitorStateException.class)) {
            return NOT_ITS_HOLDER;
        }
        if (it.isA(InterruptedException.class)) {
            return INTERRUPTED;
        }
        return OF_CONCURRENCY.stream().noneMatch(it::isA) ? UNEXPECTED : null;
    }

    /** A class of the submission that is not there, or lacks what the kit's own classes name, is told by no call. */
    private static boolean isClassThatCannotBeLoaded(Thrown thrown) {
        return thrown.isA(LinkageError.class)
                && SUBMISSION_CLASS.matcher(thrown.message()).find();
    }

    private static String at(Thrown thrown) {
        return thrown.stack().isEmpty() ? "" : " at " + thrown.stack().get(0);
    }
}
