package lockstep.grader.catalog.threadedsum;

import java.time.Duration;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import lockstep.grader.probe.BackgroundCall;
import lockstep.grader.probe.CallLog;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.Hold;
import lockstep.grader.verdict.Evidence;

/** The ways in which the tests call {@code sum}. */
final class SumProbe {

    static final LongUnaryOperator IDENTITY = i -> i;

    /** How long elements may come in after the call has returned, to tell too early from never. */
    private static final Duration LATE = Duration.ofMillis(500);

    private static final Duration SPIN_LIMIT = Duration.ofMillis(300);

    private SumProbe() {}

    /** Returns the call that most tests make: 12 elements and 3 threads. */
    static SumCall twelveByThree() {
        return new SumCall(0, 12, "i -> i", IDENTITY, 3);
    }

    /** Makes the call and expects the right sum, each element once. */
    static CallLog<Long> expectSum(SumCall call) throws Exception {
        CallLog<Long> log = new CallLog<>();
        expectSum(call, log, call.recordedIn(log).startOnNew());
        return log;
    }

    /** Makes the call with its first element slowed down until the caller waits, so that nobody gets by without waiting. */
    static void expectSumOfSlowStart(SumCall call) throws Exception {
        CallLog<Long> log = new CallLog<>();
        Hold hold = new Hold(SumCall.LIMIT);
        BackgroundCall<Long> running = call.with(call.termText(), i -> {
                    if (i == call.start()) {
                        hold.stay();
                    }
                    return call.term().applyAsLong(i);
                })
                .recordedIn(log)
                .startOnNew();
        running.awaitFirstWait(SPIN_LIMIT);
        // A call that is over although its first element is yet to come, or still held here, has waited for nobody.
        boolean early = running.hasEnded() && hold.awaitArrival(LATE);
        hold.letGo();
        if (early) {
            Expect.noThrow("" + call.expected(), call.text(), () -> running.await(SumCall.LIMIT));
            throw tooEarly(call, "term(" + call.start() + ") was still being computed when it returned");
        }
        expectSum(call, log, running);
    }

    /** Expects the right sum of a call that runs already. */
    static void expectSum(SumCall call, CallLog<Long> log, BackgroundCall<Long> running) throws Exception {
        long expected = call.expected();
        long actual = Expect.noThrow("" + expected, call.text(), () -> running.await(SumCall.LIMIT));
        Shares shares = new Shares(call, log);
        Set<Long> missing = shares.missing();
        if (!missing.isEmpty() && comeLater(call, log, missing.size())) {
            throw tooEarly(call, "elements " + Shares.ranges(missing) + " came only after it had returned");
        }
        var fault = shares.fault();
        if (fault.isPresent()) {
            throw fault.get();
        }
        if (actual != expected && call.threads() > 1 && call.end() - call.start() > 1) {
            throw lost(call, expected, actual);
        }
        Expect.same(expected, call.text(), actual);
    }

    private static CheckFailedError lost(SumCall call, long expected, long actual) {
        return CheckFailedError.because(
                call.text() + " gave " + actual + ", expected " + expected
                        + ", though term was called exactly once for each element: not every value got into the sum.",
                SumAdvice.LOST,
                null,
                new Evidence.Counterexample(call.text(), "" + expected, "" + actual));
    }

    static CheckFailedError tooEarly(SumCall call, String actual) {
        return CheckFailedError.because(
                call.text() + " returned before its threads had done their work.",
                SumAdvice.READ_TOO_EARLY,
                null,
                new Evidence.Counterexample(call.text(), "returns after all its threads have ended", actual));
    }

    private static boolean comeLater(SumCall call, CallLog<Long> log, int missing) throws InterruptedException {
        long end = System.nanoTime() + LATE.toNanos();
        while (System.nanoTime() < end) {
            if (new Shares(call, log).missing().size() < missing) {
                return true;
            }
            Thread.sleep(10);
        }
        return false;
    }
}
