package lockstep.grader.author.children;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import lockstep.grader.author.Call;
import lockstep.grader.author.Case;
import lockstep.grader.author.Probe;
import lockstep.grader.author.Stage;
import lockstep.grader.author.children.ChildrenTrial.Outcome;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.probe.ThrownBySubmission;
import lockstep.grader.verdict.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * The checks of a call with children, derived from its contract: each sentence with children that are quick and slow,
 * chatty and quiet, good and bad. But for {@link #results} and {@link #independent}, an answer is compared with what the
 * children printed, so that a mistake in what they were asked for does not count twice.
 */
public final class ChildrenChecks<C, A> extends ChildrenDerivation<C, A> {

    private static final long A_MOMENT = 1;

    /** More lines than two narrow pipes hold. */
    private static final int MANY = 31;

    private static final int SEVERAL = 20;

    public ChildrenChecks(ChildrenCall<C, A> call) {
        super(call);
    }

    // ---- what the call does without trouble

    /** The right answer, of these calls. */
    public Probe results(List<C> calls) {
        return ofEach(calls, (trial, arguments) -> expectAnswer(trial.text(), trial.outcome(arguments), arguments));
    }

    private void expectAnswer(String text, Outcome<A> outcome, C arguments) throws Exception {
        at(outcome, () -> Expect.answer(call.expected(arguments), text, outcome::answer));
    }

    private interface Expectation {
        void check() throws Exception;
    }

    /** Expects something of an answer, which came by a known line. */
    private static void at(Outcome<?> outcome, Expectation expectation) throws Exception {
        try {
            expectation.check();
        } catch (CheckFailedError e) {
            throw e.answeredAt(outcome.returnedAt());
        }
    }

    /** An {@link IllegalArgumentException} for these calls. */
    public Probe rejects(List<C> calls) {
        return ofEach(
                calls,
                (trial, arguments) ->
                        trial.expectThrown(trial.outcome(arguments), null, IllegalArgumentException.class));
    }

    private interface Asking<C, A> {
        void of(ChildrenTrial<C, A> trial, C arguments) throws Exception;
    }

    private Probe ofEach(List<C> calls, Asking<C, A> asking) {
        return new Probe(calls.stream()
                .map(each -> Case.of(
                        each.toString(),
                        stage -> play(stage, each.toString(), this::playWell, trial -> asking.of(trial, each))))
                .toList());
    }

    /**
     * What the children of a call are asked to do.
     *
     * @param what it is called: {@code shares}
     */
    public Case asked(String what, C arguments, Consumer<List<A>> expectation) {
        String text = "the " + what + " of the children of " + arguments;
        return Case.of(
                text,
                stage -> play(stage, arguments.toString(), this::playWell, trial -> {
                    Expect.noThrow("an answer", trial.text(), trial.outcome(arguments)::answer);
                    List<ScriptedChild<A>> started = trial.children().started();
                    try {
                        expectation.accept(
                                started.stream().map(ScriptedChild::assignment).toList());
                    } catch (CheckFailedError e) {
                        throw e.at(ScriptedChild.startedAt(started));
                    }
                }));
    }

    /** Calls in a row, and two at once on one object and on two, do not disturb each other. */
    public Probe independent(C one, C other) {
        return Probe.of(Case.of("two calls at once on two objects", stage -> atOnce(stage, one, other, false))
                        .betweenTwoObjects())
                .and(afterFailure(one, other))
                .and(Probe.of(
                        Case.of(
                                "calls in a row on one object",
                                stage -> play(stage, "", this::playWell, trial -> {
                                    ChildrenCall.Instance<C> instance = call.instance();
                                    for (C each : List.of(one, other, one)) {
                                        String text = each + " on the same object as the calls before";
                                        expectAnswer(text, trial.outcome(text, trial.begin(instance, each)), each);
                                    }
                                })),
                        Case.of("two calls at once on one object", stage -> atOnce(stage, one, other, true))));
    }

    /** A call after one that failed, by the same thread: nothing of that one is left. */
    public Probe afterFailure(C one, C other) {
        return Probe.of(Case.of("a call after one that failed", stage -> afterFailure(stage, one, other)));
    }

    private void afterFailure(Stage stage, C one, C other) throws Exception {
        AtomicBoolean bad = new AtomicBoolean(true);
        Script<A> script = child -> {
            print(child, 1);
            if (bad.get()) {
                child.print(call.badLines().get(0));
            }
            return end(child);
        };
        play(stage, "", script, trial -> {
            ChildrenCall.Instance<C> instance = call.instance();
            // By the same thread: what a call keeps for its thread is there for the next one.
            ChildrenCall.Instance<C> afterFailure = arguments -> {
                try {
                    Object unused = instance.call(one);
                } catch (ThrownBySubmission e) {
                    // What becomes of that one is asked elsewhere.
                }
                bad.set(false);
                return instance.call(arguments);
            };
            String text = other + " on the same object as a call that failed";
            Outcome<A> outcome = trial.outcome(text, trial.begin(afterFailure, other));
            Object answer = Expect.noThrow("an answer", text, outcome::answer);
            List<ScriptedChild<A>> all = trial.children().started();
            // Who starts fewer than asked for is asked elsewhere.
            List<ScriptedChild<A>> its = all.subList(Math.max(0, all.size() - call.children(other)), all.size());
            at(outcome, () -> Expect.same(call.result(its), text, answer));
        });
    }

    private void atOnce(Stage stage, C one, C other, boolean onOneObject) throws Exception {
        int children = call.children(one) + call.children(other);
        CountDownLatch begun = new CountDownLatch(children);
        CountDownLatch printed = new CountDownLatch(children);
        Script<A> script = child -> {
            meet(begun);
            print(child, 1);
            meet(printed);
            return end(child);
        };
        play(stage, "", script, trial -> {
            ChildrenCall.Instance<C> first = call.instance();
            ChildrenCall.Instance<C> second = onOneObject ? first : call.instance();
            Call<Outcome<A>> mine = trial.begin(first, one);
            Call<Outcome<A>> its = trial.begin(second, other);
            String textOfOne = one + ", with " + other + " at the same time";
            String textOfOther = other + ", with " + one + " at the same time";
            expectAnswer(textOfOne, trial.outcome(textOfOne, mine), one);
            expectAnswer(textOfOther, trial.outcome(textOfOther, its), other);
        });
    }

    private static void meet(CountDownLatch missing) throws InterruptedException {
        missing.countDown();
        missing.await();
    }

    /** All children alive at the same time. */
    public Probe allAtOnce() {
        return new Probe(Stream.of(2, CHILDREN, SEVERAL).map(this::meets).toList());
    }

    /** So many children alive at the same time. */
    public Probe allAtOnce(int children) {
        return Probe.of(meets(children));
    }

    private Case meets(int children) {
        C arguments = call.plain(children);
        return Case.inVirtualTime(arguments + " with children that wait for each other", stage -> {
            CountDownLatch missing = new CountDownLatch(children);
            AtomicBoolean inVain = new AtomicBoolean();
            Script<A> script = child -> {
                missing.countDown();
                if (missing.getCount() > 0 && !missing.await(HOURS / stage.haste(), TimeUnit.MILLISECONDS)) {
                    inVain.set(true);
                }
                return playWell(child);
            };
            play(stage, arguments + " with children that wait for each other", script, trial -> {
                Expect.noThrow("an answer", trial.text(), trial.outcome(arguments)::answer);
                if (inVain.get()) {
                    throw CheckFailedError.because(
                            "The " + children + " children were never alive at the same time: "
                                    + "a later one was only started when an earlier one had ended.",
                            call.advice(ChildSign.ONE_BY_ONE),
                            ScriptedChild.startedAt(trial.children().started()),
                            new Evidence.Counterexample(
                                    arguments.toString(),
                                    "starts all children before it waits for the first",
                                    "waited in between"));
                }
            });
        });
    }

    // ---- what children print, and when

    /** Knows more of a wrong answer. */
    @FunctionalInterface
    private interface Suspicion<A> {
        @Nullable
        ChildSign of(Object answer, List<ScriptedChild<A>> children);
    }

    private Play<C, A> expectPrinted(Suspicion<A> suspicion) {
        return trial -> expectPrinted(trial, plain, suspicion);
    }

    private void expectPrinted(ChildrenTrial<C, A> trial, C arguments, Suspicion<A> suspicion) throws Exception {
        Outcome<A> outcome = trial.outcome(arguments);
        List<ScriptedChild<A>> started = trial.children().started();
        Object printed = call.result(started);
        Object answer = Expect.noThrow(
                "an answer",
                trial.text()
                        + (outcome.thrown() == null ? "" : ", where what children print makes " + Expect.show(printed)),
                outcome::answer);
        if (!printed.equals(answer)) {
            ChildSign sign = suspicion.of(answer, started);
            CheckFailedError wrong = CheckFailedError.because(
                    trial.text() + ": what the children printed makes " + Expect.show(printed) + ", but it gave "
                            + Expect.show(answer) + ".",
                    sign == null ? null : call.advice(sign),
                    null,
                    new Evidence.Counterexample(trial.text(), Expect.show(printed), Expect.show(answer)));
            throw wrong.at(SubmissionFrames.storedAt(printed, answer)).answeredAt(outcome.returnedAt());
        }
    }

    private Play<C, A> expectPrinted() {
        return expectPrinted((answer, children) -> null);
    }

    /** The answer that is made of what its children have printed, of these calls, each alone and in a row on one object. */
    public Probe printed(List<C> calls) {
        return ofEach(calls, (trial, arguments) -> expectPrinted(trial, arguments, (answer, children) -> null))
                .and(Probe.of(Case.of(
                        "calls in a row on one object",
                        stage -> play(stage, "", this::playWell, trial -> expectPrintedInARow(trial, calls)))));
    }

    private void expectPrintedInARow(ChildrenTrial<C, A> trial, List<C> calls) throws Exception {
        ChildrenCall.Instance<C> instance = call.instance();
        for (C each : calls) {
            int before = trial.children().started().size();
            String text = each + " on the same object as the calls before";
            Outcome<A> outcome = trial.outcome(text, trial.begin(instance, each));
            Object answer = Expect.noThrow("an answer", text, outcome::answer);
            List<ScriptedChild<A>> started = trial.children().started();
            at(outcome, () -> Expect.same(call.result(started.subList(before, started.size())), text, answer));
        }
    }

    /** Children that print more than a pipe holds, also each pair of which one goes on only when the other was read. */
    public Probe fullPipes() {
        return new Probe(Stream.concat(
                                Stream.of(playing(
                                        " with children that print more than a pipe holds",
                                        child -> playWell(child, MANY),
                                        expectPrinted())),
                                numbers()
                                        .boxed()
                                        .flatMap(one -> numbers()
                                                .filter(other -> other != one)
                                                .mapToObj(other -> waitsForTheOther(one, other))))
                        .toList())
                .and(Probe.of(allWaitFor(0), allWaitFor(SEVERAL / 2), allWaitFor(SEVERAL - 1)));
    }

    /** Whoever reads from some of the children only does not come to the one that the others wait for. */
    private Case allWaitFor(int one) {
        C several = call.plain(SEVERAL);
        String text = several + " when all others go on only after child " + one + " was read";
        return Case.inVirtualTime(text, stage -> {
            CountDownLatch read = new CountDownLatch(1);
            Script<A> script = child -> {
                if (child.number() == one) {
                    print(child, MANY);
                    read.countDown();
                    return end(child);
                }
                read.await();
                return playWell(child);
            };
            play(stage, text, script, trial -> expectPrinted(trial, several, (answer, children) -> null));
        });
    }

    private Case waitsForTheOther(int one, int other) {
        return playingTogether(
                " when child " + one + " goes on only after child " + other + " was read",
                () -> {
                    CountDownLatch read = new CountDownLatch(1);
                    return child -> {
                        if (child.number() == other) {
                            print(child, MANY);
                            read.countDown();
                            return end(child);
                        }
                        if (child.number() == one) {
                            read.await();
                        }
                        return playWell(child);
                    };
                },
                expectPrinted());
    }

    /** The end of every child awaited, whichever is the first to print its end mark. */
    public Probe everyEnd() {
        return new Probe(numbers()
                .mapToObj(first -> playing(
                        " when child " + first + " says " + call.endMark() + " long before the others print their "
                                + call.word() + "s",
                        child -> {
                            // By then the parent has taken whatever the first one has said.
                            child.pause(child.number() == first ? 0 : A_MOMENT);
                            return playWell(child);
                        },
                        expectPrinted((answer, children) ->
                                answer.equals(call.result(List.of(children.get(first)))) ? ChildSign.FIRST_END : null)))
                .toList());
    }

    /** Children that take hours at any point, print half a line at a time, or more lines than others. */
    public Probe anySpeed() {
        return anyTime()
                .and(Probe.of(playing(
                        " with children that print 1, 6 and 11 " + call.word() + "s",
                        child -> playWell(child, 1 + 5 * child.number()),
                        expectPrinted())));
    }

    /** Children that take hours at any point, or print half a line at a time. */
    public Probe anyTime() {
        String betweenLines = "between its " + call.word() + " and " + call.endMark();
        String beforeEnd = "between " + lastWords() + " and its end";
        return new Probe(Stream.of(
                        numbers().mapToObj(slow -> quietFirst(slow, HOURS)),
                        numbers()
                                .filter(slow -> call.endMark() != null)
                                .mapToObj(slow -> quiet(slow, betweenLines, 0, HOURS, 0)),
                        numbers().mapToObj(slow -> quiet(slow, beforeEnd, 0, 0, HOURS)),
                        Stream.of(
                                quietFirst(1, 1_300),
                                quietFirst(0, 6_000),
                                playing(
                                        " with a child that prints half of a line and the rest later",
                                        this::printHalves,
                                        expectPrinted())))
                .flatMap(cases -> cases)
                .toList());
    }

    private int printHalves(ScriptedChild<A> child) throws InterruptedException {
        String lines = String.join("\n", call.lines(child, 1)) + "\n";
        int half = child.number() + 1;
        child.write(lines.substring(0, half));
        child.pause(HOURS);
        child.write(lines.substring(half));
        return end(child);
    }

    private Case quietFirst(int slow, long millis) {
        return quiet(slow, "before its first line", millis, 0, 0);
    }

    private Case quiet(int slow, String when, long before, long between, long after) {
        return playing(
                " with child " + slow + " quiet for " + (before + between + after) / 1000 + " s " + when,
                child -> {
                    boolean isSlow = child.number() == slow;
                    child.pause(isSlow ? before : 0);
                    print(child, 1);
                    child.pause(isSlow ? between : 0);
                    int status = end(child);
                    child.pause(isSlow ? after : 0);
                    return status;
                },
                expectPrinted((answer, children) -> ChildSign.SILENCE));
    }

    /** Children that print these lines before the end mark. */
    public Case printing(String circumstances, Function<A, List<String>> lines) {
        return playing(
                circumstances,
                child -> {
                    for (String line : lines.apply(child.assignment())) {
                        child.print(line);
                    }
                    return end(child);
                },
                expectPrinted());
    }

    // ---- how the call ends

    /** An exception if one child plays this part. */
    public Probe failing(String circumstances, Script<A> part) {
        return new ChildrenEndings<>(call).failing(circumstances, part);
    }

    /** An exception if a child cannot be started. */
    public Probe missingChild() {
        return new ChildrenEndings<>(call).missingChild();
    }

    /** An exception if a child prints a line that it may not print. */
    public Probe badLines() {
        return new ChildrenEndings<>(call).badLines();
    }

    /** An exception, which may be an {@link OutOfMemoryError}, if a child prints a line that is larger than the heap. */
    public Probe hugeLine() {
        return new ChildrenEndings<>(call).hugeLine();
    }

    /** An exception if a child ends without the end mark. */
    public Probe missingEnd() {
        return new ChildrenEndings<>(call).missingEnd();
    }

    /** An exception if a child exits with a status that says that it failed, however long after its end mark. */
    public Probe badStatus() {
        return new ChildrenEndings<>(call).badStatus();
    }

    /** {@link InterruptedException} if the caller is interrupted while it waits; no other interrupt is lost. */
    public Probe interrupts() {
        return new ChildrenEndings<>(call).interrupts();
    }

    /** No child, and no thread if so stated, alive when the call returns or throws, however it comes to that. */
    public Probe noneLeft() {
        return new ChildrenEndings<>(call).noneLeft();
    }
}
