package lockstep.grader.catalog.processqueuesum;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeoutException;
import lockstep.grader.exercise.Check;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.OtherThread;
import lockstep.grader.verdict.Evidence;
import lockstep.processqueuesum.ProcessQueueSum;
import lockstep.processqueuesum.Term;
import org.junit.jupiter.api.Test;

/** Whether the parent and its children give the sum, each half by itself and both together. */
final class ProcessQueueSumTests {

    /** Real JVMs take a while to start on a machine under load. */
    private static final Duration REAL_PATIENCE = Duration.ofSeconds(10);

    private static final int OVERLAPS = 3;

    @Check(
            id = "adds-up",
            title = "Adds up",
            points = 5,
            why = "The parts must come together to the whole, whatever the number of processes.",
            hint = "Try sum(0, 10, Term.IDENTITY, 2) first: the children should print 10 and 35, the parent 45.")
    @Test
    void addsUp() throws Exception {
        for (SumCall call : List.of(
                new SumCall(0, 100, Term.IDENTITY, 1),
                new SumCall(0, 100, Term.IDENTITY, 3),
                new SumCall(-50, 61, Term.SQUARE, 4),
                new SumCall(1000, 3000, Term.MIX, 2))) {
            expectSum(call, ScriptedChild::playWell);
        }
        SumCall real = new SumCall(1000, 3000, Term.MIX, 2);
        try (RealChildren children = RealChildren.provide()) {
            String text = real + ", with real child processes";
            OtherThread<Long> caller = OtherThread.start(real::make);
            Expect.answer(real.expected(), text, () -> inTime(text, caller));
            Expect.same(
                    2,
                    "how many real child processes " + real + " started",
                    children.started().size());
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
            id = "borders",
            title = "Empty, tiny and huge ranges",
            points = 3,
            why =
                    "Borders are where the arithmetic of shares goes wrong: nothing to share, less than one element each, "
                            + "more than an int can count.",
            hint = "Compute each child's first and last element by hand for 3 elements and 8 processes. Which of your "
                    + "variables are int?",
            ground = "correctness.adds-up")
    @Test
    void borders() throws Exception {
        for (SumCall call : List.of(
                new SumCall(5, 5, Term.SQUARE, 3),
                new SumCall(41, 42, Term.SQUARE, 4),
                new SumCall(0, 3, Term.IDENTITY, 8),
                new SumCall(-7, -2, Term.IDENTITY, 2),
                new SumCall(Long.MAX_VALUE - 10, Long.MAX_VALUE, Term.IDENTITY, 3),
                new SumCall(Long.MIN_VALUE, Long.MIN_VALUE + 10, Term.SQUARE, 3),
                new SumCall(0, 5_000_000_000L, Term.IDENTITY, 4),
                new SumCall(3_000_000_000L, 13_000_000_001L, Term.SQUARE, 3),
                new SumCall(0, 4_000_000_000_000_000_000L, Term.IDENTITY, 5))) {
            expectSum(call, ScriptedChild::playWell);
        }
    }

    private static void expectSum(SumCall call, Script script) throws Exception {
        try (ScriptedChildren children = ScriptedChildren.playing(script)) {
            Expect.answer(call.expected(), call.toString(), () -> children.watch(call.toString(), call::make));
        }
    }

    @Check(
            id = "shares",
            title = "As many children as asked for share the range",
            points = 2,
            why =
                    "Each element belongs to exactly one child; an element in two shares counts twice, one in none is lost.",
            hint = "Print the arguments of each child, sorted. Each share should begin where the one before it ends.",
            ground = "correctness.adds-up")
    @Test
    void shares() throws Exception {
        expectShares(new SumCall(0, 1000, Term.IDENTITY, 4), 4);
        expectShares(new SumCall(7, 20, Term.SQUARE, 5), 5);
        expectShares(new SumCall(-100, 1, Term.IDENTITY, 3), 3);
        expectShares(new SumCall(0, 6, Term.IDENTITY, 6), 6);
        // With fewer elements than processes, some children would have nothing to do: they may be left out.
        expectShares(new SumCall(0, 2, Term.IDENTITY, 5), 1);
        expectShares(new SumCall(3, 3, Term.IDENTITY, 2), 0);
    }

    private static void expectShares(SumCall call, int atLeast) throws Exception {
        List<Share> shares;
        try (ScriptedChildren children = ScriptedChildren.playing(ScriptedChild::playWell)) {
            Expect.noThrow("a sum", call.toString(), () -> children.watch(call.toString(), call::make));
            shares = children.started().stream().map(ScriptedChild::share).toList();
        }
        if (shares.size() < atLeast || shares.size() > call.processes()) {
            throw Expect.wrong(
                    "the number of children that " + call + " started",
                    String.valueOf(call.processes()),
                    String.valueOf(shares.size()),
                    null);
        }
        long next = call.start();
        for (Share share : byStart(shares)) {
            if (share.start() != next || share.term() != call.term()) {
                throw Expect.wrong(
                        "the shares of the children of " + call,
                        "each element of [" + call.start() + ", " + call.end() + ") in exactly one, for " + call.term(),
                        shares.toString(),
                        null);
            }
            next = share.end();
        }
        Expect.same(call.end(), "where the last share of " + call + " ends, of " + shares, next);
    }

    private static List<Share> byStart(List<Share> shares) {
        return shares.stream()
                .filter(share -> share.start() != share.end())
                .sorted(Comparator.comparingLong(Share::start))
                .toList();
    }

    @Check(
            id = "bad-arguments",
            title = "Rejects impossible arguments",
            points = 2,
            why = "A caller's mistake should be named at once, not answered with a number.",
            hint = "Check both conditions of the contract before you start anything.")
    @Test
    void badArguments() throws Exception {
        for (SumCall call : List.of(
                new SumCall(1, 0, Term.IDENTITY, 2),
                new SumCall(Long.MAX_VALUE, Long.MIN_VALUE, Term.IDENTITY, 2),
                new SumCall(0, 10, Term.IDENTITY, 0),
                new SumCall(0, 10, Term.IDENTITY, -1),
                new SumCall(0, 0, Term.IDENTITY, 0))) {
            try (ScriptedChildren children = ScriptedChildren.playing(ScriptedChild::playWell)) {
                Expect.failure(
                        IllegalArgumentException.class,
                        call.toString(),
                        () -> children.watch(call.toString(), call::make));
            }
        }
    }

    @Check(
            id = "calls",
            title = "Calls in a row and two calls at once",
            points = 1,
            why = "What one call leaves behind, or does at the same time, must not turn up in another call's sum.",
            hint = "Which of your variables are shared by all calls, and which belong to one?",
            ground = "correctness.adds-up")
    @Test
    void calls() throws Exception {
        SubmittedQueueSum sum = new SubmittedQueueSum();
        SumCall one = new SumCall(0, 100, Term.IDENTITY, 2);
        SumCall other = new SumCall(1000, 1500, Term.SQUARE, 3);
        try (ScriptedChildren children = ScriptedChildren.playing(ScriptedChild::playWell)) {
            for (SumCall call : List.of(one, other, one)) {
                String text = call + " on the same object as the calls before";
                Expect.answer(call.expected(), text, () -> children.watch(text, () -> sum.sum(call)));
            }
        }
        // Lines that two calls mix up can still reach the right call by luck, which does not hold for long.
        int left = OVERLAPS;
        while (left > 0 && overlap(sum, one, other)) {
            left--;
        }
    }

    /**
     * Makes two calls whose children wait for each other before they print and before they end.
     *
     * @return whether they were all there at the same time
     */
    private static boolean overlap(SubmittedQueueSum sum, SumCall one, SumCall other) throws Exception {
        Meeting begin = new Meeting(one.processes() + other.processes());
        Meeting end = new Meeting(one.processes() + other.processes());
        try (ScriptedChildren children = ScriptedChildren.playing(child -> {
            begin.visit();
            child.print(child.share().sum());
            end.visit();
            return child.stop();
        })) {
            String textOfOne = one + ", with " + other + " at the same time";
            String textOfOther = other + ", with " + one + " at the same time";
            OtherThread<Long> callOfOne = children.begin(textOfOne, () -> sum.sum(one));
            OtherThread<Long> callOfOther = children.begin(textOfOther, () -> sum.sum(other));
            Expect.answer(one.expected(), textOfOne, () -> children.await(textOfOne, callOfOne));
            Expect.answer(other.expected(), textOfOther, () -> children.await(textOfOther, callOfOther));
        }
        return begin.tookPlace() && end.tookPlace();
    }

    @Check(
            id = "child-alone",
            title = "The child prints its numbers, then STOP",
            points = 4,
            why =
                    "The child's output is all that its parent knows of it: numbers that add up, then STOP, nothing else.",
            hint = "Run main by itself with the arguments 0 10 IDENTITY and look at each line it prints.")
    @Test
    void childAlone() throws Exception {
        List<Share> shares = List.of(
                new Share(0, 1000, Term.MIX),
                new Share(5, 5, Term.IDENTITY),
                new Share(-3, 4, Term.SQUARE),
                new Share(-3, 4, Term.IDENTITY),
                new Share(3_000_000_000L, 3_000_000_010L, Term.SQUARE),
                new Share(Long.MAX_VALUE - 4, Long.MAX_VALUE, Term.IDENTITY));
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
                        children.started().get(i).process().waitFor());
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
