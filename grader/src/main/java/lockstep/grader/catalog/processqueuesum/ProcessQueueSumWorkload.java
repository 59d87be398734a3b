package lockstep.grader.catalog.processqueuesum;

import java.io.IOException;
import java.util.List;
import lockstep.grader.check.speedup.Workload;
import lockstep.grader.exercise.Check;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import lockstep.processqueuesum.ProcessQueueSum;
import lockstep.processqueuesum.Term;

/**
 * Asks whether the children live at the same time, and times a sum that is large enough for their start-up to pay off.
 */
@Check(
        id = "wall-clock",
        title = "Several processes are faster than one thread",
        points = 15,
        why = "Child processes take a moment to start, but from then on they compute at the same time. With enough work"
                + " that outweighs the start by far.",
        hint = "Start all children before you read from the first one, give each the same share, and let a child print"
                + " few lines: a line per element costs more than the element.",
        ground = {"structure.children-and-queue", "correctness.adds-up", "speedup.at-once"})
public final class ProcessQueueSumWorkload implements Workload {

    /** About half a second of one thread's work. */
    private static final long ELEMENTS = 6_000_000;

    private static final int CHILDREN = 2;

    @Check(
            id = "at-once",
            title = "The children run at the same time",
            points = 15,
            why =
                    "A child that is started only after the one before has ended makes the sum slower, not faster: the work"
                            + " takes as long as before, and the starts come on top.",
            hint = "Reading a child's output waits for it. Who reads, and when is the second child started?",
            ground = {"structure.children-and-queue", "correctness.adds-up"})
    public void childrenRunAtOnce() throws Exception {
        Meeting meeting = new Meeting(CHILDREN);
        SumCall call = new SumCall(0, 1_000, Term.MIX, CHILDREN);
        int startedInTime;
        try (ScriptedChildren children = ScriptedChildren.playing(child -> {
            // A child that says nothing until all are there: who waits for its words before the next start waits in
            // vain.
            meeting.visit();
            return child.playWell();
        })) {
            children.watch(call.toString(), call::make);
            startedInTime = children.started().size();
        }
        if (!meeting.tookPlace()) {
            throw CheckFailedError.because(
                    startedInTime < CHILDREN
                            ? "Only " + startedInTime + " of " + CHILDREN + " children was started."
                            : "The children ran one after the other: each was started only when the one before had"
                                    + " printed its numbers.",
                    startedInTime < CHILDREN
                            ? null
                            : new Advice(
                                    "A child that is started only after the one before has ended makes the sum slower, not"
                                            + " faster.",
                                    "Reading a child's output waits for that child, and so does waitFor(). Start all of"
                                            + " them before you wait for any.",
                                    "Q9"),
                    null,
                    new Evidence.Counterexample(
                            call.toString(), CHILDREN + " children alive at the same time", "never more than one"));
        }
    }

    @Override
    public String describe() {
        return "the sum of 6,000,000 mixing terms, by child processes";
    }

    @Override
    public int rounds() {
        return 4;
    }

    /** Each call starts children that are cold, and the baseline's loop is compiled after a hundredth of its time. */
    @Override
    public int warmUps() {
        return 0;
    }

    @Override
    public long baseline(long input) {
        return ReferenceChild.sum(first(input), first(input) + ELEMENTS, Term.MIX);
    }

    @Override
    public long submission(long input, int threads) throws IOException, InterruptedException {
        return new ProcessQueueSum().sum(first(input), first(input) + ELEMENTS, Term.MIX, threads);
    }

    @Override
    public long reference(long input, int threads) throws IOException, InterruptedException {
        Process[] children = new Process[threads];
        for (int c = 0; c < threads; c++) {
            long from = first(input) + ELEMENTS * c / threads;
            long to = first(input) + ELEMENTS * (c + 1) / threads;
            children[c] = CurrentChildren.get()
                    .start(ReferenceChild.class, List.of(Long.toString(from), Long.toString(to), Term.MIX.name()));
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
