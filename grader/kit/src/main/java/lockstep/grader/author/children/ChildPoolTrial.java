package lockstep.grader.author.children;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import lockstep.grader.author.Call;
import lockstep.grader.author.Stage;
import lockstep.grader.author.children.ChildrenTrial.Outcome;
import lockstep.grader.probe.Boundary;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Difference;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.probe.ThrownBySubmission;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** One pool of children that play their parts, and the calls that are made of it; what is left ends when it is closed. */
final class ChildPoolTrial implements AutoCloseable {

    private static final long A_MONTH = 30L * 86_400_000;
    private static final long A_MINUTE = 60_000;

    /** What closing may take beyond the time that children have. */
    static final long SLACK_MILLIS = 1_000;

    final ChildPool contract;
    final Stage stage;
    final String text;
    final int size;
    final PoolChildren children;
    private final Set<Thread> strangers = new HashSet<>();
    private final List<Begun> closings = new ArrayList<>();
    private ChildPool.@Nullable Instance pool;
    private @Nullable ChildPoolSign ifStuck;

    ChildPoolTrial(ChildPool contract, Stage stage, int size, String text, PoolChildren children) {
        this.contract = contract;
        this.stage = stage;
        this.size = size;
        this.text = text;
        this.children = children;
        // Before the pool is made: its class may start a thread, too.
        strangers.addAll(stage.alive());
        strangers.add(Thread.currentThread());
    }

    @Override
    public void close() {
        children.close();
    }

    // ---- calls

    /** A call that has begun, with what it is called. */
    record Begun(String text, Call<Outcome<Integer>> call) {}

    private Begun begin(String what, boolean interrupted, CallOfPool body) {
        Call<Outcome<Integer>> call = Call.begin(stage, () -> {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return Outcome.of(() -> Boundary.call(body::make), children::atWork);
        });
        strangers.add(call.caller());
        return new Begun(text + ": " + what, call);
    }

    @FunctionalInterface
    private interface CallOfPool {
        Object make() throws Exception;
    }

    /** Makes the pool, which has to succeed. */
    ChildPoolTrial make() throws Exception {
        Outcome<Integer> made = make(size);
        if (made.thrown() != null) {
            throw wrong(text + ": " + contract.text(size), made, "returns", null);
        }
        return this;
    }

    /** Makes a pool of so many children. */
    Outcome<Integer> make(int of) throws Exception {
        return end(begin(contract.text(of), false, () -> {
            pool = contract.instance(of);
            return "";
        }));
    }

    private ChildPool.Instance pool() {
        ChildPool.Instance it = pool;
        if (it == null) {
            throw new IllegalStateException("not made yet");
        }
        return it;
    }

    Begun begin(List<String> requests) {
        return begin(
                "map(" + Expect.show(requests) + ")", false, () -> pool().map().map(requests));
    }

    Begun beginInterrupted(List<String> requests) {
        return begin(
                "map(" + Expect.show(requests) + ") with the interrupt flag set",
                true,
                () -> pool().map().map(requests));
    }

    Begun beginClosing(boolean interrupted) {
        Begun closing = begin("close()" + (interrupted ? " with the interrupt flag set" : ""), interrupted, () -> {
            pool().close().close();
            return "";
        });
        closings.add(closing);
        return closing;
    }

    /** Says what it shows if a call never ends from now on. */
    void ifStuck(ChildPoolSign sign) {
        ifStuck = sign;
    }

    /** Waits for the end of a call; fails if it never comes. */
    Outcome<Integer> end(Begun begun) throws Exception {
        begun.call().caller().join(A_MONTH / stage.haste());
        if (!begun.call().hasEnded()) {
            throw neverReturned(begun);
        }
        return begun.call().await();
    }

    /** Returns whether a call ends that some child would have to hold up for ever to keep it from that. */
    boolean endsUnlessHeld(Begun begun) throws InterruptedException {
        // A child takes a moment to end, and a pool may look for that now and then.
        begun.call().caller().join(A_MINUTE / stage.haste());
        return begun.call().hasEnded();
    }

    /** Lets so much time pass, on a clock that may be faster. */
    void pause(long millis) throws InterruptedException {
        Thread.sleep(millis / stage.haste());
    }

    // ---- what is expected of them

    private CheckFailedError neverReturned(Begun begun) {
        ScriptedChild<?> clogged = children.started().stream()
                .filter(ScriptedChild::isClogged)
                .findFirst()
                .orElse(null);
        List<ScriptedChild<Integer>> alive = children.alive();
        return CheckFailedError.because(
                begun.text() + " did not return."
                        + (clogged == null
                                ? ""
                                : " Child " + clogged.number() + " waits too: its pipe is full, and nobody reads it."),
                clogged != null
                        ? contract.advice(ChildPoolSign.CLOGGED)
                        : ifStuck == null ? null : contract.advice(ifStuck),
                whereStuck(begun.call().caller()),
                leak(alive));
    }

    /**
     * Returns the line of the thread that writes to a full pipe; where there is none, that of the caller, or if that waits for
     * the end of others, of one of these.
     */
    private @Nullable SourceLocation whereStuck(Thread caller) {
        List<Thread> alive = stage.alive();
        List<Thread> writing = alive.stream()
                .filter(thread -> stage.stack(thread).stream()
                        .anyMatch(frame -> frame.getClassName().equals(PipeOutput.class.getName())))
                .toList();
        List<Thread> busy = alive.stream()
                .filter(thread -> !stage.awaitsEnd(thread)
                        && SubmissionFrames.topmost(stage.stack(thread).toArray(StackTraceElement[]::new))
                                .isPresent())
                .toList();
        return stage.line(
                !writing.isEmpty() ? writing : stage.awaitsEnd(caller) && !busy.isEmpty() ? busy : List.of(caller));
    }

    private static Evidence leak(Collection<ScriptedChild<Integer>> which) {
        return new Evidence.Leak(
                "processes",
                which.stream()
                        .map(child -> "child " + child.number() + ", "
                                + (child.isClogged()
                                        ? "waits for someone to read its output"
                                        : child.isDestroyed() ? "told to end, but not ended yet" : "alive"))
                        .toList());
    }

    CheckFailedError wrong(String what, Outcome<Integer> outcome, String expected, @Nullable ChildPoolSign sign) {
        ThrownBySubmission thrown = outcome.thrown();
        return Expect.unwritten(thrown)
                .orElseGet(() -> CheckFailedError.because(
                                what + ": expected that it " + expected + ", but it " + outcome.inWords() + ".",
                                sign == null ? null : contract.advice(sign),
                                SubmissionFrames.topmost(thrown).orElse(null),
                                new Evidence.Counterexample(what, expected, outcome.inWords()))
                        .at(sign == ChildPoolSign.INTERRUPT_SWALLOWED ? outcome.interruptTakenAt() : null)
                        .answeredAt(outcome.returnedAt()));
    }

    /** Builds a failure by something that was seen. */
    CheckFailedError wrong(String what, String expected, String actual, @Nullable ChildPoolSign sign) {
        return CheckFailedError.because(
                text + ": " + what,
                sign == null ? null : contract.advice(sign),
                null,
                new Evidence.Counterexample(text, expected, actual));
    }

    static List<String> answersTo(Collection<String> requests) {
        return requests.stream().map(PoolChildren::answerTo).toList();
    }

    /** Fails unless the call has returned the answers. */
    void expectAnswers(Begun begun, List<String> requests, @Nullable ChildPoolSign ifThrown) throws Exception {
        expectAnswers(begun.text(), end(begun), answersTo(requests), ifThrown);
    }

    void expectAnswers(String what, Outcome<Integer> outcome, List<String> answers, @Nullable ChildPoolSign ifThrown) {
        Object value = outcome.value();
        if (outcome.thrown() != null) {
            throw wrong(what, outcome, "returns " + Expect.show(answers), ifThrown);
        }
        if (!answers.equals(value)) {
            boolean permuted = value instanceof List<?> list
                    && list.size() == answers.size()
                    && new HashSet<>(list).equals(new HashSet<>(answers));
            // An empty answer may have come of nothing.
            boolean foreign = value instanceof List<?> list && !answers.containsAll(list) && !list.contains("");
            Difference difference = Difference.between(answers, value);
            CheckFailedError wrong = CheckFailedError.because(
                    what + ": expected " + difference.expected() + ", but it gave " + difference.actual() + ".",
                    permuted
                            ? contract.advice(ChildPoolSign.ORDER)
                            : foreign ? contract.advice(ChildPoolSign.STALE) : null,
                    null,
                    new Evidence.Counterexample(what, difference.expected(), difference.actual()));
            throw wrong.at(SubmissionFrames.storedAt(answers, value)).answeredAt(outcome.returnedAt());
        }
    }

    /** Makes a call and fails unless it returns the answers. */
    void expectAnswers(List<String> requests) throws Exception {
        expectAnswers(begin(requests), requests, null);
    }

    void expectAnswers(String... requests) throws Exception {
        expectAnswers(List.of(requests));
    }

    /** Fails unless the call throws this. */
    void expectThrown(Begun begun, Class<? extends Throwable> type, @Nullable ChildPoolSign ifReturned)
            throws Exception {
        Outcome<Integer> outcome = end(begun);
        if (!outcome.threw(type) || Expect.unwritten(outcome.thrown()).isPresent()) {
            throw wrong(
                    begun.text(),
                    outcome,
                    "throws " + type.getSimpleName(),
                    outcome.thrown() == null ? ifReturned : null);
        }
        expectNoneAtWork(begun.text(), outcome);
    }

    /** Fails unless the call throws an {@link IOException}, or returns the right answers. */
    boolean throwsOrAnswers(Begun begun, List<String> requests) throws Exception {
        Outcome<Integer> outcome = end(begun);
        if (outcome.threw(IOException.class)) {
            expectNoneAtWork(begun.text(), outcome);
            return true;
        }
        expectAnswers(begun.text(), outcome, answersTo(requests), null);
        return false;
    }

    /** For where no other call is under way: fails if a child had a request when the call ended. */
    private void expectNoneAtWork(String what, Outcome<Integer> outcome) {
        if (!outcome.left().isEmpty() && !severalCalls) {
            boolean allTold = outcome.left().stream().allMatch(ScriptedChild::isDestroyed);
            throw CheckFailedError.because(
                    what + " " + outcome.inWords() + " while a child was still "
                            + (allTold ? "alive that had been told to end." : "at work for it."),
                    contract.advice(allTold ? ChildPoolSign.NOT_AWAITED : ChildPoolSign.LEFT_ALONE),
                    outcome.line(),
                    leak(outcome.left()));
        }
    }

    private boolean severalCalls;

    /** From now on children may be at work for another call. */
    ChildPoolTrial withSeveralCalls() {
        severalCalls = true;
        return this;
    }

    /** Fails if more children were alive at a time than the pool was made for, or a request went to two of them. */
    void expectThrift() {
        if (children.mostAlive() > size) {
            throw wrong(
                            children.mostAlive() + " children were alive at the same time.",
                            "at most " + size,
                            String.valueOf(children.mostAlive()),
                            ChildPoolSign.TOO_MANY)
                    .at(ScriptedChild.startedAt(children.started()));
        }
        Set<String> seen = new HashSet<>();
        for (PoolChildren.Given given : children.given()) {
            if (!seen.add(given.request())) {
                throw wrong(
                        "\"" + given.request() + "\" was given to a child a second time.",
                        "each request is given to one child, once",
                        "given again",
                        ChildPoolSign.TRIED_AGAIN);
            }
        }
    }

    // ---- the end of the pool

    /** Closes the pool, and fails unless that leaves nobody, in time. */
    void expectClosed() throws Exception {
        expectClosed(beginClosing(false));
    }

    /** Returns how closing has ended. */
    Outcome<Integer> expectClosed(Begun closing) throws Exception {
        long begun = System.nanoTime();
        Outcome<Integer> outcome = end(closing);
        long took = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        List<ScriptedChild<Integer>> alive = children.alive();
        if (outcome.thrown() != null) {
            throw wrong(closing.text(), outcome, "returns", null);
        }
        if (!alive.isEmpty()) {
            boolean allTold = alive.stream().allMatch(ScriptedChild::isDestroyed);
            boolean beside = closings.stream().anyMatch(each -> !each.call().hasEnded());
            throw CheckFailedError.because(
                    closing.text() + " returned, and " + alive.size()
                            + (alive.size() == 1 ? " child was" : " children were") + " still alive"
                            + (beside
                                    ? ", though another close was still waiting."
                                    : allTold ? ": destroyed, but not awaited." : "."),
                    contract.advice(
                            beside
                                    ? ChildPoolSign.CLOSED_BESIDE
                                    : allTold ? ChildPoolSign.NOT_AWAITED : ChildPoolSign.LEFT_ALONE),
                    outcome.line(),
                    leak(alive));
        }
        if (took > contract.graceMillis() + SLACK_MILLIS) {
            throw wrong(
                            "close() took " + took + " ms.",
                            "children have " + contract.graceMillis() + " ms together",
                            took + " ms",
                            ChildPoolSign.CLOSED_LATE)
                    .at(outcome.line());
        }
        expectNoThreads(closing.text());
        return outcome;
    }

    void expectNoThreads(String what) {
        stage.settle();
        List<Thread> left = stage.alive().stream()
                .filter(thread -> !strangers.contains(thread))
                .toList();
        if (!left.isEmpty()) {
            throw CheckFailedError.because(
                    "After " + what + ", " + (left.size() == 1 ? "a thread was" : left.size() + " threads were")
                            + " still running.",
                    ChildrenTrial.adviceOn(left, stage, contract.advice(ChildPoolSign.THREAD_LEFT)),
                    stage.line(left),
                    ChildrenTrial.threads(left));
        }
    }

    static List<String> requests(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> name + i).toList();
    }
}
