package lockstep.grader.catalog.threadedsum;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import lockstep.grader.probe.BackgroundCall;
import lockstep.grader.probe.CallLog;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Rendezvous;
import lockstep.grader.probe.ThrownBySubmission;
import lockstep.grader.verdict.Evidence;

/**
 * Looks at how a range is shared that is too long to be summed: each thread's first element shows where its share
 * begins, then the term throws and ends the call.
 */
final class FarRange {

    private static final Duration MEETING = Duration.ofSeconds(3);

    /** Code that goes on after an exception would try billions of elements; an Error stops it. */
    private static final int PATIENCE = 10_000;

    private FarRange() {}

    /** Expects as many shares as threads, all inside of the range and none beginning where another one does. */
    static void expectLongShares(SumCall range) throws InterruptedException {
        CallLog<Long> log = new CallLog<>();
        Rendezvous meeting = new Rendezvous(range.threads(), MEETING);
        AtomicLong calls = new AtomicLong();
        TermException failure = new TermException("enough seen");
        BackgroundCall<Long> running = range.with("term", i -> {
                    if (calls.incrementAndGet() > PATIENCE) {
                        throw new AssertionError("the term has thrown often enough");
                    }
                    if (calls.get() <= PATIENCE / 10) {
                        log.add(i);
                    }
                    meeting.visit();
                    throw failure;
                })
                .startOnNew();
        String outcome = outcome(running);
        List<Long> first =
                log.byThread().values().stream().map(taken -> taken.get(0)).toList();
        boolean inside = log.counts().keySet().stream().allMatch(i -> i >= range.start() && i < range.end());
        boolean apart = first.stream().distinct().count() == first.size();
        if (first.isEmpty() || !inside || !apart) {
            throw tooNarrow(
                    range,
                    "shares that cover " + range.start() + " to " + range.end(),
                    (first.isEmpty() ? "term was never called" : "the shares began at " + first) + ", the call "
                            + outcome);
        }
    }

    private static String outcome(BackgroundCall<Long> running) throws InterruptedException {
        try {
            return "returned " + running.await(SumCall.LIMIT);
        } catch (ThrownBySubmission e) {
            return "threw " + e.thrown().simpleName();
        }
    }

    static CheckFailedError tooNarrow(SumCall call, String expected, String actual) {
        return CheckFailedError.because(
                call.text() + " does not compute in long everywhere: expected " + expected + ", but " + actual + ".",
                SumAdvice.INT_OVERFLOW,
                null,
                new Evidence.Counterexample(call.text(), expected, actual));
    }
}
