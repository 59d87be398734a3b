package lockstep.grader.catalog.threadedsum;

import static lockstep.grader.catalog.threadedsum.SumProbe.IDENTITY;
import static lockstep.grader.catalog.threadedsum.SumProbe.expectSum;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lockstep.grader.exercise.Check;
import lockstep.grader.probe.BackgroundCall;
import lockstep.grader.probe.CallLog;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.ThrownBySubmission;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import org.junit.jupiter.api.Test;

/** What {@code sum} answers: every range, every border, every kind of argument. */
public final class ThreadedSumTests {

    private static final long FAR = 4_000_000_000L;

    @Test
    @Check(
            id = "adds-up",
            title = "Adds up every element",
            points = 4,
            why =
                    "A sum is right only if each element is added exactly once and the result is read after the last one.",
            hint =
                    "Try a small range by hand, first with one thread, then with three: which elements does each thread take,"
                            + " and when is its partial sum ready?")
    public void adds_up() throws Exception {
        SumProbe.expectSumOfSlowStart(SumProbe.twelveByThree());
        expectSum(new SumCall(0, 12, "i -> i", IDENTITY, 1));
        expectSum(new SumCall(0, 12, "i -> i * i", i -> i * i, 4));
        expectSum(new SumCall(1000, 1012, "i -> 1", i -> 1, 2));
        expectSum(new SumCall(-8, 8, "i -> i * i * i + 5", i -> i * i * i + 5, 4));
        expectSum(new SumCall(-30, -10, "i -> i", IDENTITY, 2));
    }

    @Test
    @Check(
            id = "uneven",
            title = "Divides ranges that do not divide evenly",
            points = 3,
            why = "Few ranges are a multiple of the number of threads; what is left over has to be added, too.",
            hint = "Write down first and last element of each thread's share for 10 elements and 3 threads.",
            ground = "correctness.adds-up")
    public void uneven() throws Exception {
        expectSum(new SumCall(0, 10, "i -> i", IDENTITY, 3));
        expectSum(new SumCall(0, 10, "i -> 1", i -> 1, 7));
        expectSum(new SumCall(0, 7, "i -> i", IDENTITY, 2));
        expectSum(new SumCall(-5, 6, "i -> i * i", i -> i * i, 4));
        expectSum(new SumCall(100, 113, "i -> i", IDENTITY, 5));
    }

    @Test
    @Check(
            id = "borders",
            title = "Sums empty ranges, single elements, and fewer elements than threads",
            points = 3,
            why =
                    "An empty range gives 0, and more threads than elements is allowed: borders are where loops go wrong.",
            hint =
                    "Go through your code with 1 element and 4 threads, then with 0 elements: what is each thread's share?",
            ground = "correctness.adds-up")
    public void borders() throws Exception {
        for (int threads : List.of(1, 4)) {
            expectSumOfFew(new SumCall(0, 0, "i -> 7", i -> 7, threads));
            expectSumOfFew(new SumCall(-3, -3, "i -> 7", i -> 7, threads));
            expectSumOfFew(new SumCall(5, 6, "i -> i", IDENTITY, threads));
        }
        expectSumOfFew(new SumCall(5 * FAR, 5 * FAR, "i -> 7", i -> 7, 2));
        expectSumOfFew(new SumCall(0, 3, "i -> i + 1", i -> i + 1, 4));
        expectSumOfFew(new SumCall(0, 3, "i -> i + 1", i -> i + 1, 8));
        expectSumOfFew(new SumCall(0, 2, "i -> i + 1", i -> i + 1, 50));
    }

    private static void expectSumOfFew(SumCall call) throws Exception {
        try {
            expectSum(call);
        } catch (CheckFailedError e) {
            Finding finding = e.finding();
            if (finding.advice() != null || finding.location() == null) {
                throw e;
            }
            throw new CheckFailedError(
                    new Finding(finding.message(), SumAdvice.FEW_ELEMENTS, finding.location(), finding.evidence()));
        }
    }

    @Test
    @Check(
            id = "long-arithmetic",
            title = "Counts and adds in long",
            points = 3,
            why = "Elements, borders and sums are longs: an int anywhere between them cuts off what lies beyond 2^31."
                    + " Overflow of the sum itself is allowed and wraps around.",
            hint = "Look for every int, every (int), and every product of two ints. Only the number of threads is one.",
            ground = "correctness.adds-up")
    public void long_arithmetic() throws Exception {
        expectSumInLong(new SumCall(0, 6, "i -> 3_000_000_000L + i", i -> 3_000_000_000L + i, 2));
        expectSumInLong(new SumCall(0, 6, "i -> Long.MAX_VALUE - i", i -> Long.MAX_VALUE - i, 3));
        expectSumInLong(new SumCall(5 * FAR, 5 * FAR + 12, "i -> i", IDENTITY, 3));
        expectSumInLong(new SumCall(-5 * FAR, -5 * FAR + 12, "i -> i", IDENTITY, 4));
        expectSumInLong(new SumCall(Long.MIN_VALUE, Long.MIN_VALUE + 8, "i -> i >> 3", i -> i >> 3, 2));
        // Not up to MAX_VALUE itself: a stride or a shared counter may step a little over the end.
        long top = Long.MAX_VALUE - 1000;
        expectSumInLong(new SumCall(top - 8, top, "i -> i >> 3", i -> i >> 3, 2));
        FarRange.expectLongShares(new SumCall(0, FAR, "term", IDENTITY, 4));
    }

    private static void expectSumInLong(SumCall call) throws Exception {
        CallLog<Long> log = new CallLog<>();
        BackgroundCall<Long> running = call.recordedIn(log).startOnNew();
        long expected = call.expected();
        long actual = Expect.noThrow("" + expected, call.text(), () -> running.await(SumCall.LIMIT));
        boolean cutOff = actual != expected && actual == (int) expected;
        if (cutOff || log.counts().keySet().stream().anyMatch(i -> i < call.start() || i >= call.end())) {
            throw FarRange.tooNarrow(call, "" + expected, "" + actual);
        }
        expectSum(call, log, running);
    }

    @Test
    @Check(
            id = "bad-arguments",
            title = "Rejects arguments that make no sense",
            points = 2,
            why =
                    "A caller who mixes up start and end, or asks for no threads, should hear of it and not get a number.",
            hint =
                    "Compare the arguments themselves, first thing in the method; a difference of two longs can overflow.",
            ground = "correctness.adds-up")
    public void bad_arguments() throws Exception {
        List<SumCall> calls = List.of(
                new SumCall(5, 4, "i -> i", IDENTITY, 2),
                new SumCall(0, 10, "i -> i", IDENTITY, 0),
                new SumCall(0, 10, "i -> i", IDENTITY, -1),
                new SumCall(0, 0, "i -> i", IDENTITY, 0),
                new SumCall(Long.MAX_VALUE, Long.MIN_VALUE, "i -> i", IDENTITY, 2));
        for (SumCall call : calls) {
            BackgroundCall<Long> running = call.startOnNew();
            Expect.failure(IllegalArgumentException.class, call.text(), () -> running.await(SumCall.LIMIT));
        }
    }

    @Test
    @Check(
            id = "same-exception",
            title = "Throws what the term throws",
            points = 3,
            why =
                    "An exception ends only the thread in which it is thrown; the caller must still get that very object and"
                            + " never a partial sum.",
            hint = "Keep what a thread caught where the caller can find it after join(), and throw that object there.",
            ground = "correctness.adds-up")
    public void same_exception() throws InterruptedException {
        for (long failing : List.of(7L, 0L, 11L)) {
            expectFailure(3, Set.of(failing), "i -> { if (i == " + failing + ") throw failure; return i; }");
        }
        expectFailure(1, Set.of(4L), "i -> { if (i == 4) throw failure; return i; }");
        expectFailure(3, Set.of(0L, 5L, 11L), "i -> { if (i % 6 == 5 || i == 0) throw failures[i]; return i; }");
    }

    private static void expectFailure(int threads, Set<Long> failing, String termText) throws InterruptedException {
        List<TermException> failures = new ArrayList<>();
        for (long i = 0; i < 12; i++) {
            failures.add(new TermException("term(" + i + ") failed"));
        }
        SumCall call = new SumCall(
                0,
                12,
                termText,
                i -> {
                    if (failing.contains(i)) {
                        throw failures.get((int) i);
                    }
                    return i;
                },
                threads);
        BackgroundCall<Long> running = call.startOnNew();
        long answer;
        try {
            answer = running.await(SumCall.LIMIT);
        } catch (ThrownBySubmission e) {
            if (failing.stream().anyMatch(i -> e.thrown().is(failures.get(i.intValue())))) {
                return;
            }
            throw Expect.wrong(
                    call.text(),
                    "throws the TermException that term threw, the same object",
                    e.thrown().inWords(),
                    e);
        }
        throw swallowed(call, answer);
    }

    private static CheckFailedError swallowed(SumCall call, long answer) {
        return CheckFailedError.because(
                call.text() + " returned " + answer + " though its term threw an exception.",
                SumAdvice.SWALLOWED,
                null,
                new Evidence.Counterexample(
                        call.text(),
                        "throws the TermException that term threw, the same object",
                        "returned " + answer));
    }
}
