package lockstep.grader.catalog.processqueuesum;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import lockstep.grader.author.children.ScriptedChild;
import lockstep.grader.author.children.ScriptedChildren;
import lockstep.grader.exercise.Check;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.OtherThread;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.worker.RealChildren;
import lockstep.processqueuesum.ProcessQueueSum;
import lockstep.processqueuesum.Term;
import org.junit.jupiter.api.Test;

/** Whether the parent and real children give the sum, each half by itself and both together. */
public final class ProcessQueueSumTests {

    /** Real JVMs take a while to start on a machine under load. */
    private static final Duration REAL_PATIENCE = Duration.ofSeconds(10);

    @Check(
            id = "adds-up",
            title = "Adds up",
            points = 5,
            why = "The parts must come together to the whole, whatever the number of processes.",
            hint = "Try sum(0, 10, Term.IDENTITY, 3) first: what does each child print, and does it add up to 45?")
    @Test
    void addsUp() throws Exception {
        for (SumCall call : List.of(
                new SumCall(0, 100, Term.IDENTITY, 1),
                new SumCall(0, 100, Term.IDENTITY, 3),
                new SumCall(-50, 61, Term.SQUARE, 4),
                new SumCall(1000, 3000, Term.MIX, 2))) {
            try (ScriptedChildren<Share> children = ScriptedChildren.playing(Share.ASSIGNMENTS, Parts::playWell)) {
                expectScripted(call, children);
            }
        }
        SumCall real = new SumCall(1000, 3000, Term.MIX, 2);
        try (RealChildren children = RealChildren.provide()) {
            String text = real + ", with real child processes";
            OtherThread<Long> caller = OtherThread.start(real::make);
            if (!caller.endsWithin(REAL_PATIENCE)) {
                throw caller.neverEnds(text, null);
            }
            // A child that may not start a process may fail; that it tried says more.
            Expect.same(0, "how many processes the children of " + real + " started", children.grandchildren());
            expectReal(real, text, inTime(text, caller));
            Expect.same(
                    2,
                    "how many real child processes " + real + " started",
                    children.started().size());
        }
    }

    /** Fails unless the sum is right; where it is wrong because the shares are, by that. */
    private static void expectScripted(SumCall call, ScriptedChildren<Share> children) throws Exception {
        OtherThread<Long> caller = OtherThread.start(call::make);
        try {
            Expect.answer(call.expected(), call.toString(), () -> inTime(call.toString(), caller));
        } catch (CheckFailedError e) {
            children.expectUnderstood();
            List<ScriptedChild<Share>> started = children.started();
            try {
                ProcessQueueSumContract.expectCovered(
                        call, started.stream().map(ScriptedChild::assignment).toList());
            } catch (CheckFailedError uncovered) {
                throw uncovered.at(ScriptedChild.startedAt(started));
            }
            throw e;
        }
    }

    /** The same where children run main; where it is wrong because of what they print, by that. */
    private static void expectReal(SumCall call, String text, long sum) throws Exception {
        try {
            Expect.same(call.expected(), text, sum);
        } catch (CheckFailedError e) {
            long middle = (call.start() + call.end()) / 2;
            expectAlone(
                    List.of(new Share(call.start(), middle, call.term()), new Share(middle, call.end(), call.term())));
            throw e;
        }
    }

    private static <T> T inTime(String call, OtherThread<T> other) throws Exception {
        try {
            return other.answerWithin(REAL_PATIENCE);
        } catch (TimeoutException e) {
            throw other.neverEnds(call, null);
        }
    }

    @Check(
            id = "child-alone",
            title = "The child prints its numbers, then STOP",
            points = 4,
            why =
                    "The child's output is all that its parent knows of it: numbers that add up, then STOP, nothing else.",
            hint =
                    "Run main by itself with the arguments 0 10 IDENTITY, then with those that are named above, and look at each"
                            + " line. What do your borders become at the ends of long?")
    @Test
    void childAlone() throws Exception {
        List<Share> shares = List.of(
                new Share(0, 1000, Term.MIX),
                new Share(Long.MIN_VALUE, Long.MIN_VALUE, Term.IDENTITY),
                new Share(-3, 4, Term.SQUARE),
                new Share(-3, 4, Term.IDENTITY),
                new Share(3_000_000_000L, 3_000_000_010L, Term.SQUARE),
                new Share(Long.MAX_VALUE - 4, Long.MAX_VALUE, Term.IDENTITY));
        expectAlone(shares);
    }

    private static void expectAlone(List<Share> shares) throws Exception {
        try (RealChildren children = RealChildren.provide()) {
            List<OtherThread<List<String>>> readers = new ArrayList<>();
            for (Share share : shares) {
                Process child = children.start(ProcessQueueSum.class, argumentsOf(share));
                readers.add(OtherThread.start(() -> linesOf(child)));
            }
            for (int i = 0; i < shares.size(); i++) {
                String call = "main(" + String.join(", ", argumentsOf(shares.get(i))) + ")";
                expectChildsLines(call, shares.get(i), inTime(call, readers.get(i)));
                Expect.same(
                        0,
                        "the exit status of a child that runs " + call,
                        children.started().get(i).waitFor());
            }
        }
    }

    private static List<String> argumentsOf(Share share) {
        return List.of(
                Long.toString(share.start()),
                Long.toString(share.end()),
                share.term().name());
    }

    private static List<String> linesOf(Process child) throws Exception {
        try (InputStream in = child.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static void expectChildsLines(String call, Share share, List<String> lines) {
        String shown = lines.size() > 6 ? lines.subList(0, 6) + " and more" : lines.toString();
        if (lines.isEmpty() || lines.indexOf(ProcessQueueSum.STOP) != lines.size() - 1) {
            throw Expect.wrong("the lines of " + call, "numbers, then STOP as the last line", shown, null);
        }
        if (lines.size() == 1) {
            throw CheckFailedError.because(
                    call + " prints STOP without a partial sum before it. A sum of 0 is a sum, too.",
                    new Evidence.Counterexample("the lines of " + call, "one or more numbers, then STOP", shown));
        }
        long sum = 0;
        for (String line : lines.subList(0, lines.size() - 1)) {
            try {
                sum += Long.parseLong(line.strip());
            } catch (NumberFormatException e) {
                throw CheckFailedError.because(
                        call + " prints the line \"" + line + "\", which is neither a number nor STOP.",
                        new Evidence.Counterexample("the lines of " + call, "numbers, then STOP", shown));
            }
        }
        Expect.same(share.sum(), "the sum of the numbers that " + call + " prints", sum);
    }
}
