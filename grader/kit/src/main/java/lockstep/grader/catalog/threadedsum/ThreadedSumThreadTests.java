package lockstep.grader.catalog.threadedsum;

import java.time.Duration;
import java.util.List;
import lockstep.grader.exercise.Check;
import lockstep.grader.probe.BackgroundCall;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.Hold;
import lockstep.grader.probe.ThreadCensus;
import lockstep.grader.probe.ThrownBySubmission;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import org.junit.jupiter.api.Test;

/** Which threads {@code sum} works with, from the first one's start to the last one's end. */
public final class ThreadedSumThreadTests {

    /** Longer than the one second that a guessed sleep or a join with a limit most often takes. */
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private static final Duration SHORT_PATIENCE = Duration.ofMillis(600);

    @Test
    @Check(
            id = "right-threads",
            title = "Shares the work among as many new threads as asked for",
            points = 5,
            why =
                    "The caller chooses the number of threads. Only threads that live at the same time can compute at the same"
                            + " time, and only threads of this call's own are free for it.",
            hint =
                    "Trace how many times your loop starts a thread, and what the method does between the first start and the"
                            + " last.",
            ground = "correctness.adds-up")
    public void right_threads() throws Exception {
        for (int threads : List.of(3, 1, 7)) {
            SumThreads.expectExactly(new SumCall(0, 105, "i -> i", SumProbe.IDENTITY, threads));
        }
        // More than a limit that someone may think to be enough.
        SumThreads.expectExactly(new SumCall(0, 2000, "i -> i", SumProbe.IDENTITY, 20));
        // Not divisible: a share of its own for the remainder shows. Whether it is added is another check's question.
        SumThreads.expectAtMost(new SumCall(0, 10, "i -> i", SumProbe.IDENTITY, 4));
    }

    @Test
    @Check(
            id = "waits-for-all",
            title = "Waits for every thread and leaves none running",
            points = 3,
            why =
                    "What a thread has not finished is not in the sum, and a thread that lives on after the call takes time"
                            + " and touches objects that the caller thinks are done.",
            hint =
                    "Follow every way out of your method, also those by exception: has every thread ended there, whichever"
                            + " is the slowest?")
    public void waits_for_all() throws InterruptedException {
        SumCall call = SumProbe.twelveByThree();
        HeldSum first = HeldSum.watch(call, call.start(), null, PATIENCE);
        HeldSum last = HeldSum.watch(call, call.end() - 1, null, SHORT_PATIENCE);
        if (first.endedEarly()) {
            // On a busy machine, a call may have slept and be done before one can look: the second call may be seen.
            Advice seenLast = last.endedEarly() ? last.adviceByWait() : SumAdvice.JOINS_ONE;
            throw first.tooEarly(first.adviceByWait() == SumAdvice.READ_TOO_EARLY ? seenLast : first.adviceByWait());
        }
        if (last.endedEarly()) {
            throw last.tooEarly(last.adviceByWait());
        }
        expectNoEarlyThrow(call, call.start(), call.end() - 1);
        expectNoEarlyThrow(call, call.end() - 1, call.start());
    }

    private static void expectNoEarlyThrow(SumCall call, long held, long throwing) throws InterruptedException {
        HeldSum sum = HeldSum.watch(call, held, throwing, SHORT_PATIENCE);
        if (sum.endedEarly()) {
            throw sum.tooEarly(SumAdvice.LEFT_RUNNING);
        }
    }

    @Test
    @Check(
            id = "interrupt",
            title = "Stops waiting when it is interrupted",
            points = 2,
            why =
                    "An interrupt asks a waiting thread to give up. Who swallows it keeps a program from being stopped, and"
                            + " may hand out a sum that is not complete.",
            hint =
                    "Look at each catch of InterruptedException: the signature allows it to reach the caller. Which threads"
                            + " have to end before it does?",
            ground = "correctness.adds-up")
    public void interrupt() throws InterruptedException {
        ThreadCensus before = ThreadCensus.take();
        Hold hold = new Hold(SumCall.LIMIT);
        SumCall call = SumProbe.twelveByThree().with("slow term", i -> {
            hold.stay();
            return i;
        });
        BackgroundCall<Long> running = call.startOnNew();
        boolean early;
        try {
            running.awaitArrival(hold, PATIENCE);
            running.awaitFirstWait(SHORT_PATIENCE);
            running.interrupt();
            early = running.endsNevertheless(SHORT_PATIENCE);
        } finally {
            hold.letGo();
        }
        String when = call.text() + ", interrupted while its threads were computing";
        expectInterrupted(when, running);
        if (early) {
            throw CheckFailedError.because(
                    when + ", came back before its threads had ended.",
                    SumAdvice.LEFT_RUNNING,
                    null,
                    new Evidence.Counterexample(
                            when,
                            "throws InterruptedException after its threads have ended",
                            "threw InterruptedException while a thread was still computing"));
        }
        before.expectNobodyLeft(when + ", threw InterruptedException");
    }

    private static void expectInterrupted(String when, BackgroundCall<Long> running) throws InterruptedException {
        long answer;
        try {
            answer = running.await(SumCall.LIMIT);
        } catch (ThrownBySubmission e) {
            if (e.thrown().isA(InterruptedException.class)) {
                return;
            }
            throw Expect.wrong(when, "throws InterruptedException", e.thrown().inWords(), e);
        }
        throw CheckFailedError.because(
                when + ", returned " + answer + " as if nothing had happened.",
                SumAdvice.INTERRUPT_SWALLOWED,
                null,
                new Evidence.Counterexample(when, "throws InterruptedException", "returned " + answer));
    }

    @Test
    @Check(
            id = "independent-calls",
            title = "Calls do not disturb each other",
            points = 2,
            why = "Whoever uses your class may call it twice, at the same time, and again after a call has failed.",
            hint =
                    "Which variables outlive a call? Each one in a field is shared by all calls on that instance, each static"
                            + " one by all calls there are.",
            ground = {"correctness.adds-up", "correctness.waits-for-all"})
    public void independent_calls() throws Exception {
        SubmittedSum instance = new SubmittedSum();
        Expect.answer(
                66L,
                "sum(0, 12, i -> i, 3)",
                () -> SumProbe.twelveByThree().startOn(instance).await(SumCall.LIMIT));
        expectInARow(instance, new SumCall(0, 4, "i -> 10", i -> 10, 4));
        expectInARow(instance, SumProbe.twelveByThree());
        expectFailureForgotten(instance);
        for (long held : List.of(0L, 11L)) {
            SumsAtOnce.expectBothRight(instance, instance, held, "on one instance");
            SumsAtOnce.expectBothRight(new SubmittedSum(), new SubmittedSum(), held, "on two instances");
        }
    }

    private static void expectInARow(SubmittedSum instance, SumCall call) throws Exception {
        BackgroundCall<Long> running = call.startOn(instance);
        long actual = Expect.noThrow("" + call.expected(), call.text(), () -> running.await(SumCall.LIMIT));
        if (actual != call.expected()) {
            throw leftovers("A later call on the same instance,", call, "gave " + actual);
        }
    }

    private static void expectFailureForgotten(SubmittedSum instance) throws InterruptedException {
        SumCall failing = SumProbe.twelveByThree().with("i -> { throw failure; }", i -> {
            throw new TermException("term(" + i + ") failed");
        });
        BackgroundCall<Long> first = failing.startOn(instance);
        try {
            first.await(SumCall.LIMIT);
        } catch (ThrownBySubmission expectedHere) {
            // Whether this is the right exception is the question of another check.
        }
        SumCall call = SumProbe.twelveByThree();
        BackgroundCall<Long> second = call.startOn(instance);
        try {
            long actual = second.await(SumCall.LIMIT);
            if (actual != call.expected()) {
                throw leftovers("After a call that failed,", call, "gave " + actual);
            }
        } catch (ThrownBySubmission e) {
            throw leftovers("After a call that failed,", call, e.thrown().inWords());
        }
    }

    static CheckFailedError leftovers(String when, SumCall call, String actual) {
        return CheckFailedError.because(
                when + " " + call.text() + " " + actual + ", expected " + call.expected() + ".",
                SumAdvice.LEFTOVERS,
                null,
                new Evidence.Counterexample(call.text(), "" + call.expected(), actual));
    }
}
