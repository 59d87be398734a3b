package lockstep.grader.catalog.threadedsum;

import java.time.Duration;
import lockstep.grader.probe.BackgroundCall;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.Hold;
import lockstep.grader.probe.ThreadCensus;
import lockstep.grader.probe.ThrownBySubmission;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * What a call did while one of its elements was being computed and took its time.
 *
 * @param call the call as a student would write it
 * @param outcome how it ended, in words
 * @param endedEarly whether it ended before that element was done
 * @param adviceByWait what fits the way in which it waited
 */
record HeldSum(String call, long held, String outcome, boolean endedEarly, Advice adviceByWait) {

    private static final Duration ARRIVAL = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(20);

    /**
     * Makes the call and holds one element until the call either ends or is seen to wait.
     *
     * @param throwing the element whose term throws once the other one is held, or null
     */
    static HeldSum watch(SumCall call, long held, @Nullable Long throwing, Duration patience)
            throws InterruptedException {
        ThreadCensus before = ThreadCensus.take();
        Hold hold = new Hold(SumCall.LIMIT);
        String term = "term slow at " + held + (throwing == null ? "" : " and throwing at " + throwing);
        SumCall slow = call.with(term, i -> {
            if (i == held) {
                hold.stay();
            } else if (throwing != null && throwing == i) {
                hold.awaitArrival(ARRIVAL);
                throw new TermException("term(" + i + ") failed");
            }
            return i;
        });
        BackgroundCall<Long> running = slow.startOnNew();
        boolean early;
        Advice advice;
        try {
            running.awaitArrival(hold, ARRIVAL);
            running.awaitFirstWait(LOOK);
            advice = adviceByWait(running);
            early = running.endsNevertheless(patience) && hold.isVisited();
        } finally {
            hold.letGo();
        }
        String outcome = outcome(slow, running, throwing != null);
        if (!early) {
            before.expectNobodyLeft(slow.text() + " " + outcome);
        }
        return new HeldSum(slow.text(), held, outcome, early, advice);
    }

    /** Fails because the call ended before the held element was done. */
    CheckFailedError tooEarly(Advice advice) {
        String actual = outcome + " while term(" + held + ") was still being computed";
        return CheckFailedError.because(
                call + " " + actual + ".",
                advice,
                null,
                new Evidence.Counterexample(call, "comes back after all its threads have ended", actual));
    }

    private static Advice adviceByWait(BackgroundCall<Long> running) {
        if (running.waitsIn("sleep")) {
            return SumAdvice.SLEEP_FOR_JOIN;
        }
        // Thread.join() calls join(0), so that only a wait with a limit is in the state TIMED_WAITING.
        return running.caller().getState() == Thread.State.TIMED_WAITING && running.waitsIn("join")
                ? SumAdvice.JOIN_WITH_LIMIT
                : SumAdvice.READ_TOO_EARLY;
    }

    private static String outcome(SumCall call, BackgroundCall<Long> running, boolean mayThrow)
            throws InterruptedException {
        try {
            return "returned " + running.await(SumCall.LIMIT);
        } catch (ThrownBySubmission e) {
            if (mayThrow) {
                return "threw " + e.thrown().simpleName();
            }
            throw Expect.wrong(call.text(), "returns the sum", e.thrown().inWords(), e);
        }
    }
}
