package lockstep.grader.catalog.threadedsum;

import java.time.Duration;
import lockstep.grader.probe.BackgroundCall;
import lockstep.grader.probe.Hold;
import lockstep.grader.probe.ThrownBySubmission;

/** Two calls of which one is in the middle of its work while the other one runs from beginning to end. */
final class SumsAtOnce {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private SumsAtOnce() {}

    /**
     * Expects both sums to be right.
     *
     * @param held the element of the slow call that takes as long as the quick call lasts
     */
    static void expectBothRight(SubmittedSum slowOne, SubmittedSum quickOne, long held, String where)
            throws InterruptedException {
        Hold hold = new Hold(SumCall.LIMIT);
        SumCall slow = SumProbe.twelveByThree().with("slow term", i -> {
            if (i == held) {
                hold.stay();
            }
            return i;
        });
        SumCall quick = new SumCall(100, 108, "i -> i", SumProbe.IDENTITY, 2);
        BackgroundCall<Long> slowCall = slow.startOn(slowOne);
        try {
            slowCall.awaitArrival(hold, PATIENCE);
            BackgroundCall<Long> quickCall = quick.startOn(quickOne);
            // A quick call that waits for the slow one is slow, but it is not disturbed: let both go on.
            quickCall.endsNevertheless(PATIENCE);
            hold.letGo();
            expectRight(quick, quickCall, where);
            expectRight(slow.with("slow term", SumProbe.IDENTITY), slowCall, where);
        } finally {
            hold.letGo();
        }
    }

    private static void expectRight(SumCall call, BackgroundCall<Long> running, String where)
            throws InterruptedException {
        String actual;
        try {
            long answer = running.await(SumCall.LIMIT);
            if (answer == call.expected()) {
                return;
            }
            actual = "gave " + answer;
        } catch (ThrownBySubmission e) {
            actual = e.thrown().inWords();
        }
        throw ThreadedSumThreadTests.leftovers("Of two calls at once " + where + ",", call, actual);
    }
}
