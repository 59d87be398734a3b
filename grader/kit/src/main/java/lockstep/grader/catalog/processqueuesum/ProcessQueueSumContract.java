package lockstep.grader.catalog.processqueuesum;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockstep.grader.author.Call;
import lockstep.grader.author.Case;
import lockstep.grader.author.Probe;
import lockstep.grader.author.Stage;
import lockstep.grader.author.children.Script;
import lockstep.grader.author.children.ScriptedChild;
import lockstep.grader.author.children.ScriptedChildren;
import lockstep.grader.exercise.Check;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.probe.ThrownBySubmission;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import lockstep.processqueuesum.ProcessQueueSum;
import lockstep.processqueuesum.Term;
import org.jspecify.annotations.Nullable;

/**
 * What the parent promises of its children, whatever they do: children play scripts, in virtual time. What a sum is compared
 * with is what its children printed, so that a mistake in their shares is not counted twice.
 */
final class ProcessQueueSumContract {

    private static final int CHILDREN = 3;
    private static final SumCall CALL = new SumCall(0, 3000, Term.SQUARE, CHILDREN);

    /** Longer than anybody waits who counts on something to come. */
    private static final long TWO_HOURS = 7_200_000;

    private static final long A_MOMENT = 1;
    private static final long A_DAY = 86_400_000;
    private static final long FOR_EVER = 1_000 * A_DAY;

    /** More lines of 20 characters than two narrow pipes hold. */
    private static final int MANY = 30;

    private static final long BIG = 1_234_567_890_123_456_789L;

    // ---- advice by evidence

    private static final Advice CLOGGED = new Advice(
            "A pipe holds so much and no more. A child whose pipe is full waits until someone reads; a parent that waits"
                    + " for the child's end before it reads waits for ever.",
            "Who reads what the child prints while the parent waits?",
            "Q1");

    private static final Advice WAITS_IN_VAIN = new Advice(
            "A thread that waits for something that will not come waits for ever, and so does everyone who waits for it.",
            "Write down for each call that can wait: what ends the waiting? What if a child ends, or fails, before that?",
            null);

    private static final Advice ONE_BY_ONE = new Advice(
            "Children that are started one after the other's end take as long as a single process, or longer.",
            "Does your loop wait for anything before it starts the next child?",
            "Q9");

    private static final Advice FIRST_STOP = new Advice(
            "A STOP says that one child has put everything; the others may have hardly begun.",
            "How many STOP lines must have come before the sum is complete?",
            "Q4");

    private static final Advice SILENCE = new Advice(
            "A child prints when it has something to say. Silence, however long, is not the end.",
            "What does your parent do when nothing has come for a while? Nothing should end just because it is quiet.",
            "Q6");

    private static final Advice STATUS_IGNORED = new Advice(
            "A child that fails after its STOP has failed all the same, and says so by its exit status.",
            "The status is known when the process has ended, not when its output has.",
            "Q11");

    private static final Advice LEFT_ALONE = new Advice(
            "Processes that nobody waits for go on computing, and holding memory, after the answer has been given.",
            "There are several ways out of sum. Which Java block do all of them pass, and what must happen there to "
                    + "each child?",
            "Q12");

    private static final Advice NOT_AWAITED = new Advice(
            "destroy() and destroyForcibly() only ask a process to end; it takes a moment until it has.",
            "What tells you that a process has really ended?",
            "Q12");

    private static final String DEAF = ", with children that take no notice of destroy()";

    // ---- sums

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
    static final Probe BORDERS = new Probe(Stream.of(
                    new SumCall(5, 5, Term.SQUARE, 3),
                    new SumCall(41, 42, Term.SQUARE, 4),
                    new SumCall(0, 3, Term.IDENTITY, 8),
                    new SumCall(-7, -2, Term.IDENTITY, 2),
                    new SumCall(0, 1_001, Term.IDENTITY, 7),
                    new SumCall(Long.MAX_VALUE - 10, Long.MAX_VALUE, Term.IDENTITY, 3),
                    new SumCall(Long.MIN_VALUE, Long.MIN_VALUE + 10, Term.SQUARE, 3),
                    new SumCall(0, 5_000_000_000L, Term.IDENTITY, 4),
                    new SumCall(3_000_000_000L, 13_000_000_001L, Term.SQUARE, 3),
                    new SumCall(0, 4_000_000_000_000_000_000L, Term.IDENTITY, 5))
            .map(ProcessQueueSumContract::gives)
            .toList());

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
            shared(new SumCall(0, 1000, Term.IDENTITY, 4), 4),
            shared(new SumCall(7, 20, Term.SQUARE, 5), 5),
            shared(new SumCall(-100, 1, Term.IDENTITY, 3), 3),
            shared(new SumCall(0, 6, Term.IDENTITY, 6), 6),
            shared(new SumCall(0, 2, Term.IDENTITY, 5), 1),
            shared(new SumCall(3, 3, Term.IDENTITY, 2), 0));

    @Check(
            id = "bad-arguments",
            title = "Rejects impossible arguments",
            points = 2,
            why = "A caller's mistake should be named at once, not answered with a number.",
            hint = "Check both conditions of the contract before you start anything.")
    static final Probe BAD_ARGUMENTS = new Probe(Stream.of(
                    new SumCall(1, 0, Term.IDENTITY, 2),
                    new SumCall(Long.MAX_VALUE, Long.MIN_VALUE, Term.IDENTITY, 2),
                    new SumCall(0, 10, Term.IDENTITY, 0),
                    new SumCall(0, 10, Term.IDENTITY, -1),
                    new SumCall(0, 0, Term.IDENTITY, 0))
            .map(ProcessQueueSumContract::rejected)
            .toList());

    @Check(
            id = "calls",
            title = "Calls in a row and two calls at once",
            points = 1,
            why = "What one call leaves behind, or does at the same time, must not turn up in another call's sum.",
            hint = "Which of your variables are shared by all calls, and which belong to one?",
            ground = "correctness.adds-up")
    static final Probe CALLS = Probe.of(
            Case.of("calls in a row on one object", ProcessQueueSumContract::inARow),
            Case.of("two calls at once on one object", stage -> atOnce(stage, true)),
            Case.of("two calls at once on two objects", stage -> atOnce(stage, false)));

    // ---- lines

    @Check(
            id = "all-at-once",
            title = "All children run at the same time",
            points = 2,
            why = "Children that are started one after the other's end take as long as a single process, or longer.",
            hint = "Does your loop wait for anything before it starts the next child?")
    static final Probe ALL_AT_ONCE = new Probe(
            Stream.of(2, CHILDREN, 7).map(ProcessQueueSumContract::meets).toList());

    @Check(
            id = "chatty",
            title = "Copes with children that print more than a pipe holds",
            points = 2,
            why =
                    "A pipe holds 64 KiB. A child that prints more waits until its parent reads, so a parent that does not "
                            + "read stops its child.",
            hint = "Start reading each child as soon as it is started, and do not stop before its output ends.",
            ground = "correctness.all-at-once")
    static final Probe CHATTY = new Probe(Stream.concat(
                    Stream.of(sums(" with children that print more than a pipe holds", child -> {
                        chatter(child);
                        return Parts.playWell(child);
                    })),
                    pairs().map(pair -> waitsForTheOther(pair[0], pair[1])))
            .toList());

    @Check(
            id = "every-stop",
            title = "Waits for the STOP of every child",
            points = 3,
            why = "A STOP says that one child has put everything; the others may have hardly begun.",
            hint = "How many STOP lines must have come before the sum is complete?")
    static final Probe EVERY_STOP = new Probe(numbers()
            .mapToObj(first -> sums(
                    " when child " + first + " says STOP long before the others print their numbers",
                    child -> {
                        // By then the parent has taken whatever the first one has said.
                        child.pause(child.number() == first ? 0 : A_MOMENT);
                        return Parts.playWell(child);
                    },
                    (answer, children) ->
                            answer == children.get(first).assignment().sum() ? FIRST_STOP : null))
            .toList());

    @Check(
            id = "uneven",
            title = "Copes with slow children and any number of lines",
            points = 3,
            why =
                    "A child prints when it has something to say: early or late, much or little, even half a line at a time.",
            hint =
                    "What does your parent do when nothing has come for a second? Nothing should end just because it is quiet.")
    static final Probe UNEVEN = new Probe(Stream.of(
                    Stream.of(
                            sums(" with a child that prints half of a line and the rest later", child -> {
                                String line = child.assignment().sum() + "\n" + ProcessQueueSum.STOP + "\n";
                                int half = child.number() + 1;
                                child.write(line.substring(0, half));
                                child.pause(TWO_HOURS);
                                child.write(line.substring(half));
                                return 0;
                            }),
                            sums(" with children that print 1, 6 and 11 partial sums", child -> {
                                long rest = child.assignment().sum();
                                for (int i = 0; i < 5 * child.number(); i++) {
                                    child.print(i * i);
                                    rest -= (long) i * i;
                                }
                                child.print(rest);
                                return Parts.stop(child);
                            })),
                    numbers().mapToObj(slow -> quiet(slow, "before its first line", TWO_HOURS, 0, 0)),
                    numbers().mapToObj(slow -> quiet(slow, "between its number and STOP", 0, TWO_HOURS, 0)),
                    numbers().mapToObj(slow -> quiet(slow, "between STOP and its end", 0, 0, TWO_HOURS)),
                    Stream.of(
                            quiet(1, "before its first line", 1_300, 0, 0),
                            quiet(0, "before its first line", 6_000, 0, 0)))
            .flatMap(cases -> cases)
            .toList());

    @Check(
            id = "any-number",
            title = "Every number is a number",
            points = 2,
            why = "-1, 0 and the largest long are sums like any other; only the line STOP means that a child is done.",
            hint = "Does your queue carry a number that means something else than itself?")
    static final Probe ANY_NUMBER = new Probe(Stream.of(0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, 1L)
            .map(first -> sums(" when each child's first partial sum is " + first, child -> {
                long rest = child.assignment().sum() - first;
                child.print(first);
                for (long each : new long[] {-1, 0, Long.MAX_VALUE}) {
                    child.print(each);
                    rest -= each;
                }
                child.print(rest - first);
                child.print(first);
                return Parts.stop(child);
            }))
            .toList());

    // ---- failures

    @Check(
            id = "garbage",
            title = "A line that is neither a number nor STOP is an error",
            points = 2,
            why = "A child that prints something else is broken, and a sum that leaves its line out is wrong.",
            hint = "Long.parseLong throws when a line is no number. In which thread, and who hears of it there?",
            ground = "correctness.adds-up")
    static final Probe GARBAGE = new Probe(Stream.of("hello", "12x", "", "STOPPED", "Sum: 7")
            .flatMap(line -> fails(null, " when a child prints the line \"" + line + "\"", child -> {
                child.print(1);
                child.print(line);
                child.print(child.assignment().sum() - 1);
                return Parts.stop(child);
            }))
            .toList());

    @Check(
            id = "end-without-stop",
            title = "A child that ends without STOP is an error",
            points = 2,
            why = "Output that ends early looks like output that is complete: only STOP tells them apart.",
            hint = "readLine() returns null at the end of the output. What if no STOP came before?",
            ground = "correctness.adds-up")
    static final Probe END_WITHOUT_STOP = new Probe(Stream.of(
                    fails(null, " when a child exits with status 0 and no STOP", child -> {
                        child.print(child.assignment().sum());
                        return 0;
                    }),
                    fails(null, " when a child exits with status 1 in the middle of its work", child -> {
                        child.print(1);
                        return 1;
                    }),
                    fails(null, " when a child exits at once with status 1", child -> 1),
                    Stream.of(failing(null, " when one child says STOP twice and another one ends without", child -> {
                        child.print(child.assignment().sum());
                        if (child.number() == 0) {
                            child.print(ProcessQueueSum.STOP);
                        }
                        return child.number() == 1 ? 0 : Parts.stop(child);
                    })))
            .flatMap(cases -> cases)
            .toList());

    @Check(
            id = "exit-status",
            title = "An exit status other than 0 is an error",
            points = 2,
            why = "A child that fails after its STOP has failed all the same, and says so by its exit status.",
            hint = "The status is known when the process has ended, not when its output has.",
            ground = "correctness.adds-up")
    static final Probe EXIT_STATUS = new Probe(Stream.of(0L, 150L, TWO_HOURS)
            .flatMap(pause -> fails(
                    STATUS_IGNORED,
                    " when a child exits with status 3 " + (pause == 0 ? "" : pause == 150 ? "some time " : "hours ")
                            + "after its STOP",
                    child -> {
                        int unused = Parts.playWell(child);
                        child.pause(pause);
                        return 3;
                    }))
            .toList());

    // ---- interrupts, and who is left

    @Check(
            id = "interrupt",
            title = "An interrupt ends the waiting",
            points = 2,
            why = "An interrupt is how a caller says that it no longer wants the answer; whoever swallows it cannot be "
                    + "stopped.",
            hint = "Which of the calls in which your parent waits react to an interrupt, and what do you do with the "
                    + "exception?",
            ground = "correctness.adds-up")
    static final Probe INTERRUPT = Probe.of(
            interrupted("while all its children are still computing", ProcessQueueSumContract::goOnForEver),
            interrupted("while only its first child is still computing", child -> goOnAlone(child, 0)),
            interrupted("while only its last child is still computing", child -> goOnAlone(child, CHILDREN - 1)),
            interrupted("when its children have said STOP and have not ended", child -> {
                int unused = Parts.playWell(child);
                child.pause(FOR_EVER);
                return 0;
            }));

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
    static final Probe NONE_LEFT = new Probe(Stream.of(
                    Stream.of(
                            leaves("returned, with children that go on for a while after STOP", child -> {
                                int status = Parts.playWell(child);
                                child.pause(TWO_HOURS);
                                return status;
                            }),
                            leaves("met a line that is no number", child -> {
                                if (child.number() == 1) {
                                    child.print("hello");
                                }
                                return stay(child);
                            }),
                            leaves(
                                    "met a child that ended without STOP",
                                    child -> child.number() == 1 ? 1 : stay(child)),
                            leaves("met a child that exited with status 3 after STOP", child -> {
                                if (child.number() == 1) {
                                    int unused = Parts.playWell(child);
                                    return 3;
                                }
                                return stay(child);
                            })),
                    numbers().mapToObj(ProcessQueueSumContract::leavesWhenOneCannotStart),
                    Stream.of(
                            leavesWhenInterrupted(1, "", ProcessQueueSumContract::goOnForEver),
                            leavesWhenInterrupted(2, "", ProcessQueueSumContract::goOnForEver),
                            leavesWhenInterrupted(1, DEAF, ProcessQueueSumContract::goOnDeaf),
                            leavesWhenOneCannotStart(1, DEAF, ProcessQueueSumContract::goOnDeaf)))
            .flatMap(cases -> cases)
            .toList());

    private ProcessQueueSumContract() {}

    private static IntStream numbers() {
        return IntStream.range(0, CHILDREN);
    }

    private static Stream<int[]> pairs() {
        return numbers()
                .boxed()
                .flatMap(one -> numbers().filter(other -> other != one).mapToObj(other -> new int[] {one, other}));
    }

    private static Case gives(SumCall call) {
        return Case.of(call.toString(), stage -> {
            try (ScriptedChildren<Share> children =
                    ScriptedChildren.behindNarrowPipes(stage, Share.ASSIGNMENTS, Parts::playWell)) {
                Expect.answer(
                        call.expected(), call.toString(), () -> answer(stage, call.toString(), children, call::make));
            }
        });
    }

    private static Case rejected(SumCall call) {
        return Case.of(call.toString(), stage -> {
            try (ScriptedChildren<Share> children =
                    ScriptedChildren.behindNarrowPipes(stage, Share.ASSIGNMENTS, Parts::playWell)) {
                Expect.failure(
                        IllegalArgumentException.class,
                        call.toString(),
                        () -> answer(stage, call.toString(), children, call::make));
            }
        });
    }

    private static final SumCall ONE = new SumCall(0, 100, Term.IDENTITY, 2);
    private static final SumCall OTHER = new SumCall(1000, 1500, Term.SQUARE, 3);

    private static void inARow(Stage stage) throws Exception {
        SubmittedQueueSum sum = new SubmittedQueueSum();
        try (ScriptedChildren<Share> children =
                ScriptedChildren.behindNarrowPipes(stage, Share.ASSIGNMENTS, Parts::playWell)) {
            for (SumCall call : List.of(ONE, OTHER, ONE)) {
                String text = call + " on the same object as the calls before";
                Expect.answer(call.expected(), text, () -> answer(stage, text, children, () -> sum.sum(call)));
            }
        }
    }

    private static void atOnce(Stage stage, boolean onOneObject) throws Exception {
        SubmittedQueueSum sum = new SubmittedQueueSum();
        SubmittedQueueSum another = onOneObject ? sum : new SubmittedQueueSum();
        CountDownLatch begun = new CountDownLatch(ONE.processes() + OTHER.processes());
        CountDownLatch printed = new CountDownLatch(ONE.processes() + OTHER.processes());
        try (ScriptedChildren<Share> children = ScriptedChildren.behindNarrowPipes(stage, Share.ASSIGNMENTS, child -> {
            meet(begun);
            child.print(child.assignment().sum());
            meet(printed);
            return Parts.stop(child);
        })) {
            String textOfOne = ONE + ", with " + OTHER + " at the same time";
            String textOfOther = OTHER + ", with " + ONE + " at the same time";
            Call<Long> one = Call.begin(stage, () -> sum.sum(ONE));
            Call<Long> other = Call.begin(stage, () -> another.sum(OTHER));
            Expect.answer(ONE.expected(), textOfOne, () -> answer(stage, textOfOne, children, one));
            Expect.answer(OTHER.expected(), textOfOther, () -> answer(stage, textOfOther, children, other));
        }
    }

    private static Case shared(SumCall call, int atLeast) {
        return Case.of("the shares of the children of " + call, stage -> {
            List<Share> shares;
            try (ScriptedChildren<Share> children =
                    ScriptedChildren.behindNarrowPipes(stage, Share.ASSIGNMENTS, Parts::playWell)) {
                Expect.noThrow("a sum", call.toString(), () -> answer(stage, call.toString(), children, call::make));
                shares = children.started().stream()
                        .map(ScriptedChild::assignment)
                        .toList();
            }
            expectShares(call, shares, atLeast);
        });
    }

    private static void expectShares(SumCall call, List<Share> shares, int atLeast) {
        if (shares.size() < atLeast || shares.size() > call.processes()) {
            throw Expect.wrong(
                    "the number of children that " + call + " started",
                    String.valueOf(call.processes()),
                    String.valueOf(shares.size()),
                    null);
        }
        List<Share> byStart = shares.stream()
                .filter(share -> share.start() != share.end())
                .sorted(Comparator.comparingLong(Share::start))
                .toList();
        long next = call.start();
        for (Share share : byStart) {
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

    // ---- scripts

    private static void chatter(ScriptedChild<Share> child) throws InterruptedException {
        for (int i = 0; i < MANY; i++) {
            child.print(i % 2 == 0 ? BIG : -BIG);
        }
    }

    private static int goOnForEver(ScriptedChild<Share> child) throws InterruptedException {
        child.print(1);
        child.pause(FOR_EVER);
        return 0;
    }

    private static int goOnDeaf(ScriptedChild<Share> child) throws InterruptedException {
        child.turnDeaf();
        return goOnForEver(child);
    }

    private static int goOnAlone(ScriptedChild<Share> child, int number) throws InterruptedException {
        return child.number() == number ? goOnForEver(child) : Parts.playWell(child);
    }

    /** A parent that throws only when all children have said STOP is slow, not wrong: these say it in the end. */
    private static int stay(ScriptedChild<Share> child) throws InterruptedException {
        child.print(child.assignment().sum());
        child.pause(TWO_HOURS);
        return Parts.stop(child);
    }

    private static void meet(CountDownLatch missing) throws InterruptedException {
        missing.countDown();
        missing.await();
    }

    // ---- cases that end with the sum

    private static Case quiet(int slow, String when, long before, long between, long after) {
        return sums(
                " with child " + slow + " quiet for " + (before + between + after) / 1000 + " s " + when,
                child -> {
                    boolean isSlow = child.number() == slow;
                    child.pause(isSlow ? before : 0);
                    child.print(child.assignment().sum());
                    child.pause(isSlow ? between : 0);
                    child.print(ProcessQueueSum.STOP);
                    child.pause(isSlow ? after : 0);
                    return 0;
                },
                (answer, children) -> SILENCE);
    }

    /** The one child goes on only when the other has been read: in whatever order they were started. */
    private static Case waitsForTheOther(int one, int other) {
        return Case.inVirtualTime(
                CALL + " when child " + one + " goes on only after child " + other + " was read", stage -> {
                    CountDownLatch read = new CountDownLatch(1);
                    sum(
                            stage,
                            CALL,
                            " when child " + one + " goes on only after child " + other + " was read",
                            child -> {
                                if (child.number() == other) {
                                    chatter(child);
                                    read.countDown();
                                } else if (child.number() == one) {
                                    read.await();
                                }
                                return Parts.playWell(child);
                            },
                            (answer, children) -> null);
                });
    }

    private static Case meets(int processes) {
        SumCall call = new SumCall(0, 3000, Term.SQUARE, processes);
        String text = call + " with children that wait for each other";
        return Case.inVirtualTime(text, stage -> {
            CountDownLatch missing = new CountDownLatch(processes);
            boolean[] inVain = new boolean[1];
            try (ScriptedChildren<Share> children =
                    ScriptedChildren.behindNarrowPipes(stage, Share.ASSIGNMENTS, child -> {
                        missing.countDown();
                        if (missing.getCount() > 0) {
                            inVain[0] |= !missing.await(TWO_HOURS / stage.haste(), TimeUnit.MILLISECONDS);
                        }
                        return Parts.playWell(child);
                    })) {
                Expect.noThrow("a sum", text, () -> answer(stage, text, children, call::make));
                if (inVain[0]) {
                    throw CheckFailedError.because(
                            "The " + processes + " children were never alive at the same time: "
                                    + "a later one was only started when an earlier one had ended.",
                            ONE_BY_ONE,
                            null,
                            new Evidence.Counterexample(
                                    call.toString(),
                                    "starts all children before it waits for the first",
                                    "waited in between"));
                }
            }
        });
    }

    /** Knows more of a wrong answer. */
    @FunctionalInterface
    private interface Suspicion {
        @Nullable
        Advice of(long answer, List<ScriptedChild<Share>> children);
    }

    private static Case sums(String circumstances, Script<Share> script) {
        return sums(circumstances, script, (answer, children) -> null);
    }

    private static Case sums(String circumstances, Script<Share> script, Suspicion suspicion) {
        return Case.inVirtualTime(CALL + circumstances, stage -> sum(stage, CALL, circumstances, script, suspicion));
    }

    private static void sum(Stage stage, SumCall call, String circumstances, Script<Share> script, Suspicion suspicion)
            throws Exception {
        String text = call + circumstances;
        try (ScriptedChildren<Share> children = ScriptedChildren.behindNarrowPipes(stage, Share.ASSIGNMENTS, script)) {
            long answer = Expect.noThrow("a sum", text, () -> answer(stage, text, children, call::make));
            long printed = children.started().stream()
                    .mapToLong(child -> child.assignment().sum())
                    .sum();
            if (answer != printed) {
                throw CheckFailedError.because(
                        text + ": the children printed " + printed + " in all, but it gave " + answer + ".",
                        suspicion.of(answer, children.started()),
                        null,
                        new Evidence.Counterexample(text, String.valueOf(printed), String.valueOf(answer)));
            }
        }
    }

    /** Makes a call in a thread of its own and returns what it returns; fails if it never does. */
    static <T> T answer(Stage stage, String text, ScriptedChildren<Share> children, Callable<T> body) throws Exception {
        return answer(stage, text, children, Call.begin(stage, body));
    }

    private static <T> T answer(Stage stage, String text, ScriptedChildren<Share> children, Call<T> call)
            throws Exception {
        call.caller().join(A_DAY / stage.haste());
        children.expectUnderstood();
        if (!call.hasEnded()) {
            throw neverReturned(stage, text, children, call);
        }
        return call.await();
    }

    private static CheckFailedError neverReturned(
            Stage stage, String text, ScriptedChildren<Share> children, Call<?> call) {
        List<ScriptedChild<Share>> started = children.started();
        ScriptedChild<Share> clogged =
                started.stream().filter(ScriptedChild::isClogged).findFirst().orElse(null);
        boolean awaited = started.stream().anyMatch(ScriptedChild::isAwaited);
        return CheckFailedError.because(
                text + " did not return."
                        + (clogged == null
                                ? ""
                                : " Child " + clogged.number() + " of " + started.size()
                                        + " waits too: its pipe is full, and nobody reads it."),
                clogged != null && awaited ? CLOGGED : WAITS_IN_VAIN,
                SubmissionFrames.topmost(stage.stack(call.caller()).toArray(StackTraceElement[]::new))
                        .orElse(null),
                new Evidence.Leak(
                        "processes",
                        started.stream().map(ProcessQueueSumContract::describe).toList()));
    }

    private static String describe(ScriptedChild<Share> child) {
        String state = child.isClogged()
                ? "waits for someone to read its output"
                : child.isAlive() ? (child.isDestroyed() ? "told to end, but not ended yet" : "alive") : "ended";
        return "child " + child.number() + " on " + child.assignment() + ": " + state;
    }

    // ---- cases that end with an exception

    /** The first child and the last one play the bad part in turn; the others play well. */
    private static Stream<Case> fails(@Nullable Advice ifReturned, String circumstances, Script<Share> bad) {
        return Stream.of(0, CHILDREN - 1)
                .map(which -> failing(
                        ifReturned,
                        circumstances,
                        child -> child.number() == which ? bad.play(child) : Parts.playWell(child)));
    }

    private static Case failing(@Nullable Advice ifReturned, String circumstances, Script<Share> script) {
        String text = CALL + circumstances;
        return Case.inVirtualTime(text, stage -> {
            try (ScriptedChildren<Share> children =
                    ScriptedChildren.behindNarrowPipes(stage, Share.ASSIGNMENTS, script)) {
                Expect.failure(IOException.class, text, () -> {
                    long returned = answer(stage, text, children, CALL::make);
                    throw CheckFailedError.because(
                            text + ": expected an IOException, but it returned " + returned + ".",
                            ifReturned,
                            null,
                            new Evidence.Counterexample(text, "throws IOException", "returned " + returned));
                });
            }
        });
    }

    private static Case interrupted(String when, Script<Share> script) {
        String text = CALL + " when its caller is interrupted " + when;
        return Case.inVirtualTime(text, stage -> {
            try (ScriptedChildren<Share> children =
                    ScriptedChildren.behindNarrowPipes(stage, Share.ASSIGNMENTS, script)) {
                Call<Long> call = Call.begin(stage, CALL::make);
                stage.settle();
                call.caller().interrupt();
                Expect.failure(InterruptedException.class, text, () -> answer(stage, text, children, call));
            }
        });
    }

    // ---- who is left

    private static Case leaves(String way, Script<Share> script) {
        return Case.inVirtualTime(CALL + ", which " + way, stage -> {
            try (ScriptedChildren<Share> children =
                    ScriptedChildren.behindNarrowPipes(stage, Share.ASSIGNMENTS, script)) {
                expectNoneLeft(stage, way, children, 0);
            }
        });
    }

    private static Case leavesWhenOneCannotStart(int child) {
        return leavesWhenOneCannotStart(child, "", ProcessQueueSumContract::stay);
    }

    private static Case leavesWhenOneCannotStart(int child, String kind, Script<Share> script) {
        String way = "could not start child " + child + kind;
        return Case.inVirtualTime(CALL + ", which " + way, stage -> {
            try (ScriptedChildren<Share> children =
                    ScriptedChildren.failingToStart(stage, child, Share.ASSIGNMENTS, script)) {
                expectNoneLeft(stage, way, children, 0);
            }
        });
    }

    private static Case leavesWhenInterrupted(int times, String kind, Script<Share> script) {
        String way = "was interrupted" + (times == 1 ? "" : " twice") + kind;
        return Case.inVirtualTime(CALL + ", which " + way, stage -> {
            try (ScriptedChildren<Share> children =
                    ScriptedChildren.behindNarrowPipes(stage, Share.ASSIGNMENTS, script)) {
                expectNoneLeft(stage, way, children, times);
            }
        });
    }

    private static void expectNoneLeft(Stage stage, String way, ScriptedChildren<Share> children, int interrupts)
            throws Exception {
        List<ScriptedChild<Share>> left = new ArrayList<>();
        Call<Long> call = Call.begin(stage, () -> {
            try {
                return CALL.make();
            } finally {
                left.addAll(children.alive());
            }
        });
        for (int i = 0; i < interrupts; i++) {
            stage.settle();
            call.caller().interrupt();
        }
        try {
            long unused = answer(stage, CALL + ", which " + way + ",", children, call);
        } catch (ThrownBySubmission expected) {
            // Whether it is the right exception is asked elsewhere.
        }
        if (!left.isEmpty()) {
            boolean allTold = left.stream().allMatch(ScriptedChild::isDestroyed);
            throw CheckFailedError.because(
                    left.size() + (left.size() == 1 ? " child was" : " children were") + " still alive after " + CALL
                            + " " + way + (allTold ? ": destroyed, but not awaited." : "."),
                    allTold ? NOT_AWAITED : LEFT_ALONE,
                    null,
                    new Evidence.Leak(
                            "processes",
                            left.stream().map(ProcessQueueSumContract::describe).toList()));
        }
    }
}
