package lockstep.grader.catalog.processqueuesum;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import lockstep.grader.author.children.Script;
import lockstep.grader.author.children.ScriptedChild;
import lockstep.grader.author.children.ScriptedChildren;
import lockstep.grader.check.speedup.OtherWayException;
import lockstep.grader.check.speedup.TimedChildren;
import lockstep.grader.check.speedup.TimedChildren.TimedChild;
import lockstep.grader.check.speedup.Workload;
import lockstep.grader.exercise.Check;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.OtherThread;
import lockstep.grader.probe.Rendezvous;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.worker.ChildProcesses;
import lockstep.processqueuesum.ProcessQueueSum;
import lockstep.processqueuesum.Term;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether the children live at the same time, and times a sum that is large enough for their start-up to pay off.
 */
@Check(
        id = "wall-clock",
        title = "Several processes are faster than one thread",
        points = 15,
        why = "Child processes take a moment to start, but from then on they compute at the same time. With enough work"
                + " that outweighs the start by far.",
        hint =
                "Does every child get the same share of the work, and is that all of it? How many lines does it print, and"
                        + " what does the parent do before all have been started?",
        ground = {"correctness.adds-up", "speedup.at-once"})
public final class ProcessQueueSumWorkload implements Workload {

    /** About 0.9 s of one thread's work, which a child's start of 0.05 s leaves room to divide. */
    private static final long ELEMENTS = 16_000_000;

    private static final int CHILDREN = 2;

    /** Long enough for a parent that starts all its children before it waits for one. */
    private static final Duration PATIENCE = Duration.ofMillis(2_500);

    private static final int COUNTED_ELEMENTS = 10_000;

    /** With fewer elements than this to a line, lines cost more than a tenth of what the elements do. */
    private static final int ELEMENTS_WORTH_A_LINE = 5_000;

    private volatile @Nullable RangeSums latestSums;
    private volatile @Nullable SumCall latestCall;
    private volatile @Nullable TimedChildren<PrintedNumbers> latestChildren;

    @Check(
            id = "at-once",
            title = "The children run at the same time",
            points = 15,
            why =
                    "A child that is started only after the one before has ended makes the sum slower, not faster: the work"
                            + " takes as long as before, and the starts come on top.",
            hint = "Reading a child's output waits for it. Who reads, and when is the second child started?",
            ground = {"correctness.adds-up"})
    public void childrenRunAtOnce() throws Exception {
        expectTogether(new SumCall(0, 1_000, Term.MIX, CHILDREN), Parts::playWell);
    }

    /** Returns the children that the call started. */
    private static List<ScriptedChild<Share>> expectTogether(SumCall call, Script<Share> script) throws Exception {
        int processes = call.processes();
        Rendezvous meeting = new Rendezvous(processes, PATIENCE);
        List<ScriptedChild<Share>> started;
        try (ScriptedChildren<Share> children = ScriptedChildren.playing(Share.ASSIGNMENTS, child -> {
            // A child that says nothing until all are there: who waits for its words before the next start waits in
            // vain.
            meeting.visit();
            return script.play(child);
        })) {
            long unused = OtherThread.call(call.toString(), null, call::make);
            started = children.started();
        }
        if (!meeting.met()) {
            throw CheckFailedError.because(
                    started.size() < processes
                            ? tooFew(started.size(), call)
                            : "The children ran one after the other: each was started only when the one before had"
                                    + " printed its numbers.",
                    started.size() < processes
                            ? null
                            : new Advice(
                                    "A child that is started only after the one before has ended makes the sum slower, not"
                                            + " faster.",
                                    "Reading a child's output waits for that child, and so does waitFor(). Start all of"
                                            + " them before you wait for any.",
                                    "Q9"),
                    ScriptedChild.startedAt(started),
                    new Evidence.Counterexample(
                            call.toString(), processes + " children alive at the same time", "never more than one"));
        }
        return started;
    }

    private static String tooFew(int started, SumCall call) {
        return started == 0
                ? "No child was started for " + call + ": the process that was asked for the sum computed it by itself."
                : "Only " + started + " of " + call.processes() + " children were started for " + call + ".";
    }

    @Override
    public String describe() {
        return "the sum of 16,000,000 mixing terms, by child processes";
    }

    /**
     * A child's arguments say what its share of the whole range is; no sum can be faster than its largest share. The
     * call is the one that is timed, but for the children: what they print is not looked at.
     */
    @Override
    public Evidence.WorkShare shareOut(long input, int processes) throws Exception {
        // Three as well: a range that is cut in half again and again has fair shares for two and four.
        shareOutAmong(input, 3);
        return shareOutAmong(input, processes);
    }

    private Evidence.WorkShare shareOutAmong(long input, int processes) throws Exception {
        SumCall call = new SumCall(first(input), first(input) + ELEMENTS, Term.MIX, processes);
        List<ScriptedChild<Share>> children = expectTogether(call, ProcessQueueSumWorkload::playWithoutWork).stream()
                .sorted(Comparator.comparingDouble(ProcessQueueSumWorkload::share)
                        .reversed())
                .toList();
        List<Double> shares =
                children.stream().map(ProcessQueueSumWorkload::share).toList();
        Evidence.WorkShare evidence = new Evidence.WorkShare("each child", shares);
        double best = 1 / shares.get(0);
        if (best < requiredFraction() * processes) {
            throw CheckFailedError.because(
                    String.format(
                            Locale.ROOT,
                            "One of %d children was given %.0f %% of the range: the sum can never be more than %.2f times"
                                    + " as fast as one process, and at least %.2f of %d should be within reach.",
                            processes,
                            100 * shares.get(0),
                            best,
                            requiredFraction() * processes,
                            processes),
                    new Advice(
                            "The sum is done when the child with the most work is done.",
                            "Print each child's start and end for a range of 100 and 2 processes.",
                            null),
                    ScriptedChild.startedAt(children),
                    evidence);
        }
        return evidence;
    }

    private static double share(ScriptedChild<Share> child) {
        return (double) (child.assignment().end() - child.assignment().start()) / ELEMENTS;
    }

    private static int playWithoutWork(ScriptedChild<Share> child) throws InterruptedException {
        child.print(0);
        return Parts.stop(child);
    }

    @Override
    public Double startUpMillis(int processes) throws IOException, InterruptedException {
        long start = System.nanoTime();
        run(0, 0, processes);
        return (System.nanoTime() - start) / 1e6;
    }

    /** A line goes through a pipe, a reader and a queue, which takes as long as hundreds of elements. */
    @Override
    public String costs() throws IOException, InterruptedException {
        Process child = ChildProcesses.start(
                ProcessQueueSum.class, List.of("0", Integer.toString(COUNTED_ELEMENTS), Term.MIX.name()));
        long lines;
        try (var output = child.inputReader()) {
            lines = output.lines().limit(COUNTED_ELEMENTS).count();
        } finally {
            child.destroyForcibly().waitFor();
        }
        return lines * ELEMENTS_WORTH_A_LINE < COUNTED_ELEMENTS
                ? ""
                : String.format(
                        Locale.ROOT,
                        " For %,d elements a child printed %,d lines. Each line goes through a pipe, a reader and the"
                                + " queue, which takes far longer than an element: add up more of them before you print.",
                        COUNTED_ELEMENTS,
                        lines);
    }

    @Override
    public boolean isInProcess() {
        return false;
    }

    /**
     * A round takes two seconds, and what would be near the border is ruled out before: one pair is enough where it is
     * clear by a margin.
     */
    @Override
    public int fewestRounds() {
        return 1;
    }

    @Override
    public int mostRounds() {
        return 4;
    }

    /** Each call starts children that are cold, and the baseline's loop is compiled after a hundredth of its time. */
    @Override
    public int warmUps() {
        return 0;
    }

    @Override
    public long baseline(long input) {
        RangeSums sums = new RangeSums(first(input), ELEMENTS, Term.MIX);
        latestSums = sums;
        return sums.total();
    }

    @Override
    public long submission(long input, int threads) throws IOException, InterruptedException {
        SumCall call = new SumCall(first(input), first(input) + ELEMENTS, Term.MIX, threads);
        try (TimedChildren<PrintedNumbers> children = TimedChildren.provide(PrintedNumbers::new)) {
            latestCall = call;
            latestChildren = children;
            return call.make();
        }
    }

    /** Expects that each child printed the sum of its share of the range, and that they and not their parent did the work. */
    @Override
    public void afterRound() {
        TimedChildren<PrintedNumbers> children =
                Objects.requireNonNull(latestChildren, "a round has a submission's turn");
        RangeSums sums = Objects.requireNonNull(latestSums, "a round has a baseline's turn");
        expectShares(Objects.requireNonNull(latestCall), children.started());
        for (TimedChild<PrintedNumbers> child : children.started()) {
            long expected = sums.of(Share.of(child.arguments()));
            if (child.listener().sum() != expected) {
                throw new OtherWayException(
                        "each child prints the sum of its share of the range",
                        "the child with the arguments " + String.join(" ", child.arguments())
                                + " printed numbers that add up to "
                                + child.listener().sum()
                                + ", where the sum of its share is " + expected,
                        child.startedAt());
            }
        }
        children.expectAtWork("compute the sum");
    }

    private static void expectShares(SumCall call, List<TimedChild<PrintedNumbers>> started) {
        String expected = call.processes() + " children, with each element of [" + call.start() + ", " + call.end()
                + ") in the share of one";
        if (started.isEmpty()) {
            throw new OtherWayException(
                    expected,
                    "no child was started: the process that was asked for the sum computed it by itself",
                    null);
        }
        String found = started.size() + (started.size() == 1 ? " child was" : " children were") + " started, with "
                + started.stream()
                        .limit(8)
                        .map(child -> String.join(" ", child.arguments()))
                        .collect(Collectors.joining("; "));
        if (started.size() != call.processes() || !cover(call, started)) {
            throw new OtherWayException(expected, found, started.get(0).startedAt());
        }
    }

    private static boolean cover(SumCall call, List<TimedChild<PrintedNumbers>> started) {
        try {
            return call.isCoveredBy(
                    started.stream().map(child -> Share.of(child.arguments())).toList());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public long reference(long input, int threads) throws IOException, InterruptedException {
        return run(first(input), ELEMENTS, threads);
    }

    private static long run(long first, long elements, int processes) throws IOException, InterruptedException {
        Process[] children = new Process[processes];
        for (int c = 0; c < processes; c++) {
            long from = first + elements * c / processes;
            long to = first + elements * (c + 1) / processes;
            children[c] = ChildProcesses.start(
                    ReferenceChild.class, List.of(Long.toString(from), Long.toString(to), Term.MIX.name()));
        }
        long sum = 0;
        for (Process child : children) {
            try (var lines = child.inputReader()) {
                String line = lines.readLine();
                if (line == null) {
                    throw new IOException("the reference's child printed nothing");
                }
                sum += Long.parseLong(line);
            }
            child.waitFor();
        }
        return sum;
    }

    private static long first(long input) {
        return input & 0x0FFF_FFFF_FFFFL;
    }
}
