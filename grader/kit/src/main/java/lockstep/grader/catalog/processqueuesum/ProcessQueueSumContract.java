package lockstep.grader.catalog.processqueuesum;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import lockstep.grader.author.Case;
import lockstep.grader.author.Probe;
import lockstep.grader.author.children.Assignments;
import lockstep.grader.author.children.ChildSign;
import lockstep.grader.author.children.ChildrenCall;
import lockstep.grader.author.children.ChildrenChecks;
import lockstep.grader.author.children.ScriptedChild;
import lockstep.grader.exercise.Check;
import lockstep.grader.exercise.mistakes.MistakeCatalog;
import lockstep.grader.probe.Expect;
import lockstep.grader.verdict.Advice;
import lockstep.processqueuesum.ProcessQueueSum;
import lockstep.processqueuesum.Term;
import org.jspecify.annotations.Nullable;

/** What {@code sum} promises, whatever its children do. */
public final class ProcessQueueSumContract implements ChildrenCall<SumCall, Share> {

    private static final long BIG = 1_234_567_890_123_456_789L;

    private static final ChildrenChecks<SumCall, Share> CHECKS = new ChildrenChecks<>(new ProcessQueueSumContract());

    @Check(
            id = "borders",
            title = "Empty, tiny and huge ranges",
            points = 3,
            why =
                    "Borders are where the arithmetic of shares goes wrong: nothing to share, less than one element each, "
                            + "more than an int can count.",
            hint = "Compute each child's first and last element by hand for 3 elements and 8 processes. Which of your "
                    + "variables are int, and which sums and products do not even fit into a long?",
            ground = "correctness.adds-up")
    static final Probe BORDERS = CHECKS.results(List.of(
            new SumCall(5, 5, Term.SQUARE, 3),
            new SumCall(41, 42, Term.SQUARE, 4),
            new SumCall(0, 3, Term.IDENTITY, 8),
            new SumCall(-7, -2, Term.IDENTITY, 2),
            new SumCall(0, 1_001, Term.IDENTITY, 7),
            new SumCall(Long.MAX_VALUE - 10, Long.MAX_VALUE, Term.IDENTITY, 3),
            new SumCall(Long.MIN_VALUE, Long.MIN_VALUE + 10, Term.SQUARE, 3),
            new SumCall(0, 5_000_000_000L, Term.IDENTITY, 4),
            new SumCall(3_000_000_000L, 13_000_000_001L, Term.SQUARE, 3),
            new SumCall(0, 4_000_000_000_000_000_000L, Term.IDENTITY, 5)));

    @Check(
            id = "shares",
            title = "As many children as asked for share the range",
            points = 2,
            why =
                    "Each element belongs to exactly one child; an element in two shares counts twice, one in none is lost.",
            hint = "Print the arguments of each child, sorted. Each share should begin where the one before it ends.",
            ground = "correctness.adds-up")
    // With fewer elements than processes, some children would have nothing to do: they may be left out.
    static final Probe SHARES = Probe.of(
            shares(new SumCall(0, 1000, Term.IDENTITY, 4), 4),
            shares(new SumCall(0, 1000, Term.IDENTITY, 1), 1),
            shares(new SumCall(7, 20, Term.SQUARE, 5), 5),
            shares(new SumCall(-100, 1, Term.IDENTITY, 3), 3),
            shares(new SumCall(0, 6, Term.IDENTITY, 6), 6),
            shares(new SumCall(0, 1_000, Term.IDENTITY, 40), 40),
            shares(new SumCall(0, 2, Term.IDENTITY, 5), 1),
            shares(new SumCall(3, 3, Term.IDENTITY, 2), 0));

    @Check(
            id = "bad-arguments",
            title = "Rejects impossible arguments",
            points = 2,
            why = "A caller's mistake should be named at once, not answered with a number.",
            hint = "Check both conditions of the contract before you start anything.")
    static final Probe BAD_ARGUMENTS = CHECKS.rejects(List.of(
            new SumCall(1, 0, Term.IDENTITY, 2),
            new SumCall(Long.MAX_VALUE, Long.MIN_VALUE, Term.IDENTITY, 2),
            new SumCall(0, 10, Term.IDENTITY, 0),
            new SumCall(0, 10, Term.IDENTITY, -1),
            new SumCall(0, 0, Term.IDENTITY, 0)));

    @Check(
            id = "calls",
            title = "Calls in a row and two calls at once",
            points = 1,
            why = "What one call leaves behind, or does at the same time, must not turn up in another call's sum.",
            hint = "Which of your variables are shared by all calls, and which belong to one?",
            ground = "correctness.adds-up")
    static final Probe CALLS =
            CHECKS.independent(new SumCall(0, 100, Term.IDENTITY, 2), new SumCall(1000, 1500, Term.SQUARE, 3));

    @Check(
            id = "all-at-once",
            title = "All children run at the same time",
            points = 2,
            why = "Children that are started one after the other's end take as long as a single process, or longer.",
            hint = "Does your loop wait for anything before it starts the next child?")
    static final Probe ALL_AT_ONCE = CHECKS.allAtOnce();

    @Check(
            id = "chatty",
            title = "Copes with children that print more than a pipe holds",
            points = 2,
            why =
                    "A pipe holds 64 KiB. A child that prints more waits until its parent reads, so a parent that does not "
                            + "read stops its child.",
            hint = "Start reading each child as soon as it is started, and do not stop before its output ends.",
            ground = "correctness.all-at-once")
    static final Probe CHATTY = CHECKS.fullPipes();

    @Check(
            id = "every-stop",
            title = "Waits for the STOP of every child",
            points = 3,
            why = "A STOP says that one child has put everything; the others may have hardly begun.",
            hint = "How many STOP lines must have come before the sum is complete?")
    static final Probe EVERY_STOP = CHECKS.everyEnd();

    @Check(
            id = "uneven",
            title = "Copes with slow children and any number of lines",
            points = 3,
            why =
                    "A child prints when it has something to say: early or late, much or little, even half a line at a time.",
            hint =
                    "What does your parent do when nothing has come for a second? Nothing should end just because it is quiet.")
    static final Probe UNEVEN = CHECKS.anySpeed();

    @Check(
            id = "any-number",
            title = "Every number is a number",
            points = 2,
            why = "-1, 0 and the largest long are sums like any other; only the line STOP means that a child is done.",
            hint = "Does your queue carry a number that means something else than itself?")
    static final Probe ANY_NUMBER = new Probe(LongStream.of(0, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1)
            .mapToObj(first -> CHECKS.printing(
                    " when each child's first partial sum is " + first,
                    share -> lastButOneLast(lines(share, first, -1, 0, Long.MAX_VALUE, first))))
            .toList());

    @Check(
            id = "garbage",
            title = "A line that is neither a number nor STOP is an error",
            points = 2,
            why = "A child that prints something else is broken, and a sum that leaves its line out is wrong.",
            hint =
                    "Does your code look at each line as a whole, also an empty one? In which thread does it see that one is no"
                            + " number, and who hears of it there?",
            ground = "correctness.adds-up")
    static final Probe GARBAGE = CHECKS.badLines();

    @Check(
            id = "huge-line",
            title = "A line that is larger than the memory ends the call, too",
            points = 0,
            why = "A thread that dies of an Error tells nobody, unless it does so on this way out as well.",
            hint =
                    "What does the caller wait for, and who says it if reading ends by something else than an IOException?",
            ground = "correctness.garbage")
    static final Probe HUGE_LINE = CHECKS.hugeLine();

    @Check(
            id = "end-without-stop",
            title = "A child that ends without STOP is an error",
            points = 2,
            why = "Output that ends early looks like output that is complete: only STOP tells them apart.",
            hint = "readLine() returns null at the end of the output. What if no STOP came before?",
            ground = "correctness.adds-up")
    static final Probe END_WITHOUT_STOP = CHECKS.missingEnd();

    @Check(
            id = "exit-status",
            title = "An exit status other than 0 is an error",
            points = 2,
            why = "A child that fails after its STOP has failed all the same, and says so by its exit status.",
            hint = "The status is known when the process has ended, not when its output has.",
            ground = "correctness.adds-up")
    static final Probe EXIT_STATUS = CHECKS.badStatus();

    @Check(
            id = "interrupt",
            title = "An interrupt ends the waiting",
            points = 2,
            why = "An interrupt is how a caller says that it no longer wants the answer; whoever swallows it cannot be "
                    + "stopped.",
            hint = "Which of the calls in which your parent waits react to an interrupt, and what do you do with the "
                    + "exception?",
            ground = "correctness.adds-up")
    static final Probe INTERRUPT = CHECKS.interrupts();

    @Check(
            id = "none-left",
            title = "No child is alive when sum returns or throws",
            points = 3,
            why =
                    "Processes that nobody waits for go on computing, and holding memory, after the answer has been given.",
            hint =
                    "There are several ways out of sum. Which Java block do all of them pass, and what must happen there to "
                            + "each child?",
            ground = "correctness.adds-up")
    static final Probe NONE_LEFT = CHECKS.noneLeft();

    private static Case shares(SumCall call, int atLeast) {
        return CHECKS.asked("shares", call, shares -> {
            if (shares.size() < atLeast || shares.size() > call.processes()) {
                throw Expect.wrong(
                        "the number of children that " + call + " started",
                        String.valueOf(call.processes()),
                        String.valueOf(shares.size()),
                        null);
            }
            expectCovered(call, shares);
        });
    }

    /** Fails unless each element is in exactly one of the shares. */
    static void expectCovered(SumCall call, List<Share> shares) {
        if (!call.isCoveredBy(shares)) {
            throw Expect.wrong(
                    "the shares of the children of " + call,
                    "each element of [" + call.start() + ", " + call.end() + ") in exactly one, for " + call.term(),
                    shares.toString(),
                    null);
        }
    }

    /** Returns partial sums that begin with these numbers and add up. */
    private static List<String> lines(Share share, long... first) {
        List<String> lines = new ArrayList<>();
        LongStream.of(first).mapToObj(Long::toString).forEach(lines::add);
        lines.add(Long.toString(share.sum() - LongStream.of(first).sum()));
        return lines;
    }

    private static List<String> lastButOneLast(List<String> lines) {
        Collections.swap(lines, lines.size() - 2, lines.size() - 1);
        return lines;
    }

    @Override
    public Instance<SumCall> instance() {
        return new SubmittedQueueSum()::sum;
    }

    @Override
    public SumCall plain(int children) {
        return new SumCall(0, 3000, Term.SQUARE, children);
    }

    @Override
    public int children(SumCall call) {
        return call.processes();
    }

    @Override
    public Assignments<Share> assignments() {
        return Share.ASSIGNMENTS;
    }

    @Override
    public Object expected(SumCall call) {
        return call.expected();
    }

    @Override
    public Object result(List<ScriptedChild<Share>> children) {
        return children.stream().mapToLong(child -> child.assignment().sum()).sum();
    }

    @Override
    public List<String> lines(ScriptedChild<Share> child, int count) {
        long[] first = new long[count - 1];
        Arrays.setAll(first, i -> i % 2 == 0 ? BIG : -BIG);
        return lines(child.assignment(), first);
    }

    @Override
    public String word() {
        return "number";
    }

    @Override
    public String endMark() {
        return ProcessQueueSum.STOP;
    }

    @Override
    public List<String> badLines() {
        return List.of("hello", "12x", "", "STOPPED", "stop", "Sum: 7", "0x1F", "-1000000000000000000 and more");
    }

    @Override
    public Class<IOException> failure() {
        return IOException.class;
    }

    @Override
    public @Nullable Advice advice(ChildSign sign) {
        return switch (sign) {
            case CLOGGED -> MistakeCatalog.adviceOn("Q1");
            case WAITS_IN_VAIN ->
                new Advice(
                        "A thread that waits for something that will not come waits for ever, and so does everyone who waits"
                                + " for it.",
                        "Write down for each call that can wait: what ends the waiting? What if a child ends, or fails, before"
                                + " that?",
                        null);
            case ONE_BY_ONE -> MistakeCatalog.adviceOn("Q9");
            case FIRST_END -> MistakeCatalog.adviceOn("Q4");
            case SILENCE -> MistakeCatalog.adviceOn("Q6");
            case STATUS_IGNORED -> MistakeCatalog.adviceOn("Q11");
            case INTERRUPT_SWALLOWED -> null;
            case THREAD_LEFT -> null;
            case LEFT_ALONE -> MistakeCatalog.adviceOn("Q12");
            case NOT_AWAITED ->
                new Advice(
                        "destroy() and destroyForcibly() only ask a process to end; it takes a moment until it has.",
                        "What tells you that a process has really ended?",
                        "Q12");
        };
    }
}
