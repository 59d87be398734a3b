package lockstep.grader.author;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import lockstep.grader.author.ParallelCall.Setting;
import lockstep.grader.probe.Applications;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Difference;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.Handed;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.probe.ThreadReport;
import lockstep.grader.probe.Thrown;
import lockstep.grader.probe.ThrownBySubmission;
import lockstep.grader.probe.Uninterruptibly;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** One parallel call that is made and watched, from its start until everybody who is left has come to rest. */
final class Trial {

    static final String FOR_LONG = "takeLong()";

    /** How much longer a call may be on its way than what takes long in it, on real threads. */
    private static final Duration REAL_PATIENCE = Duration.ofSeconds(3);

    /** A loop that runs past its end is not worth the memory to note each element in. */
    private static final int FAR_TOO_OFTEN = 100_000;

    private static final int CROWD = 100;
    private static final int MOST_NAMES = 20;

    /** What the function does before it computes; applications are numbered from 0 in the order in which they begin. */
    @FunctionalInterface
    interface Step {
        void at(long element, int number) throws Throwable;
    }

    final ParallelCall call;
    final Setting setting;
    /** The very function of all calls of this trial. */
    private final Handed<Long, @Nullable Object> function = Handed.of(this::apply);

    private final Stage stage;
    private final Step step;
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Map<Thread, List<StackTraceElement>> stacks = new LinkedHashMap<>();
    private volatile Applications log = new Applications();
    private final Set<Thread> before = new HashSet<>();
    private volatile Wait waited = Wait.NONE;
    private volatile @Nullable Thread caller;
    private volatile @Nullable Outcome outcome;
    private volatile boolean interruptsItself;
    private volatile @Nullable SourceLocation thrownAt;

    /**
     * How a call ended.
     *
     * @param returnedAt the line by which it came back; null where it threw, or that is not known
     * @param atWork the elements that somebody was at when it did
     * @param begun how many applications had begun by then
     */
    record Outcome(
            @Nullable Object value,
            @Nullable Throwable thrown,
            @Nullable SourceLocation returnedAt,
            List<Long> atWork,
            int begun,
            boolean interrupted) {

        String inWords() {
            return thrown == null
                    ? "returned " + Expect.show(value)
                    : "threw " + Thrown.of(thrown).simpleName();
        }
    }

    /**
     * How the caller was seen to wait.
     *
     * @param method of the library, or empty
     */
    record Wait(String method, boolean hasLimit, @Nullable SourceLocation line) {
        static final Wait NONE = new Wait("", false, null);

        Sign sign() {
            return method.equals("sleep") ? Sign.SLEPT : hasLimit ? Sign.WAITED_WITH_LIMIT : Sign.READ_TOO_EARLY;
        }
    }

    Trial(ParallelCall call, Stage stage, Setting setting) {
        this(call, stage, setting, (element, number) -> {});
    }

    Trial(ParallelCall call, Stage stage, Setting setting, Step step) {
        this.call = call;
        this.stage = stage;
        this.setting = setting;
        this.step = step;
        // Before the object is made: its class may start a thread, too.
        before.addAll(stage.alive());
        before.add(Thread.currentThread());
    }

    private @Nullable Object apply(long element) {
        Thread me = Thread.currentThread();
        int number = log.begins(me, element);
        try {
            noteStack(me);
            // A range may be half of all longs: twice its size is none.
            long most = FAR_TOO_OFTEN + 2 * Math.min(setting.size(), Integer.MAX_VALUE);
            if (number >= most) {
                throw tooOften(most);
            }
            step.at(element, number);
            return setting.function().apply(element);
        } catch (Throwable thrown) {
            thrownAt = SubmissionFrames.topmost(new Throwable()).orElse(null);
            throw Trial.<RuntimeException>sneak(thrown);
        } finally {
            log.ends(me, element);
        }
    }

    private CheckFailedError tooOften(long most) {
        return wrong(
                text() + " called " + call.function() + " more than " + most + " times, for " + setting.size()
                        + (setting.size() == 1 ? " element." : " elements."),
                setting.size() < setting.workers() ? Sign.FEW_ELEMENTS : null,
                appliedAt(Thread.currentThread()),
                "one call for each element",
                "more than " + most + " calls");
    }

    boolean isReal() {
        return stage.isReal();
    }

    /** Takes very long, for a step. */
    void takeLong() {
        if (isReal()) {
            Uninterruptibly.await(goOn, stage.longTime());
        } else {
            Uninterruptibly.pause(stage.longTime());
        }
    }

    /** Where a thread calls the function for the first time, it will do so again. */
    private void noteStack(Thread me) {
        if (log.begunBy(me) == 1) {
            synchronized (stacks) {
                stacks.put(me, stage.stack(me));
            }
        }
    }

    /** Returns where a thread was when it called the function for the first time. */
    List<StackTraceElement> stack(Thread thread) {
        synchronized (stacks) {
            return stacks.getOrDefault(thread, List.of());
        }
    }

    /** Returns the line where a thread calls the function; null where that is not known. */
    @Nullable
    SourceLocation appliedAt(Thread thread) {
        return SubmissionFrames.topmost(stack(thread).toArray(StackTraceElement[]::new))
                .orElse(null);
    }

    /** Returns the line where the submission hands one of these threads its work; null where that is not known. */
    @Nullable
    SourceLocation handedAt(Collection<Thread> threads) {
        return threads.stream()
                .map(thread -> SubmissionFrames.location(stage.madeAt(thread)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Lets the caller interrupt itself before it calls. */
    Trial interruptedBefore() {
        interruptsItself = true;
        return this;
    }

    /** Makes the call on a new object, to its end. */
    Trial run() throws InterruptedException {
        return start(call.instance()).finish();
    }

    /** Begins the call in a thread of its own. */
    Trial start(ParallelCall.Instance instance) {
        log = new Applications();
        outcome = null;
        caller = stage.start(() -> {
            if (interruptsItself) {
                Thread.currentThread().interrupt();
            }
            outcome = made(instance);
        });
        return this;
    }

    private Outcome made(ParallelCall.Instance instance) {
        Object value = null;
        Throwable thrown = null;
        try {
            value = instance.call(setting.first(), setting.end(), function, setting.workers());
        } catch (ThrownBySubmission | CheckFailedError it) {
            thrown = it;
        }
        Applications soFar = log;
        return new Outcome(
                value,
                thrown,
                thrown == null ? SubmissionFrames.returnedAt() : null,
                soFar.running(),
                soFar.begun(),
                Thread.currentThread().isInterrupted());
    }

    /** Lets everybody come to rest, and looks how the caller waits. */
    Trial watch() {
        stage.settle();
        Thread it = caller();
        String below = "";
        for (StackTraceElement frame : outcome == null ? stage.stack(it) : List.<StackTraceElement>of()) {
            if (SubmissionFrames.isOfSubmission(frame)) {
                waited = new Wait(
                        below,
                        it.getState() == Thread.State.TIMED_WAITING,
                        SubmissionFrames.location(frame).orElse(null));
                break;
            }
            below = frame.getMethodName();
        }
        return this;
    }

    void interrupt() {
        caller().interrupt();
    }

    /** Waits for the end of the call, and until everybody who is left has come to rest. */
    Trial finish() throws InterruptedException {
        goOn.countDown();
        if (isReal()) {
            caller().join(stage.longTime().plus(REAL_PATIENCE).toMillis());
            if (outcome == null) {
                throw neverEnds();
            }
        } else {
            caller().join();
        }
        stage.settle();
        if (isReal() && left().size() > CROWD + setting.workers()) {
            // Whatever is asked next would have to wait for them, too.
            expectNobodyLeft(Sign.LEFT_WAITING);
        }
        if (outcome().thrown() instanceof CheckFailedError failed) {
            throw failed;
        }
        return this;
    }

    private CheckFailedError neverEnds() {
        Evidence.StuckThreads stuck = ThreadReport.of(text(), newcomers());
        return ThreadReport.neverEnds(text() + " never ends", null, stuck);
    }

    private List<Thread> newcomers() {
        return stage.alive().stream().filter(thread -> !before.contains(thread)).toList();
    }

    Thread caller() {
        Thread it = caller;
        if (it == null) {
            throw new IllegalStateException("not called yet");
        }
        return it;
    }

    Outcome outcome() {
        Outcome it = outcome;
        if (it == null) {
            throw new IllegalStateException("not ended yet");
        }
        return it;
    }

    boolean hasEnded() {
        return outcome != null;
    }

    Applications log() {
        return log;
    }

    Set<Thread> before() {
        return before;
    }

    /** Returns where the submission had called the function when that threw; null if it did not. */
    @Nullable
    SourceLocation thrownAt() {
        return thrownAt;
    }

    Wait waited() {
        return waited;
    }

    /** Returns the threads of this call that are still there, other than the caller. */
    List<Thread> left() {
        return newcomers().stream().filter(thread -> thread != caller).toList();
    }

    String text() {
        return setting.text(call);
    }

    // What is expected

    /** Fails if the call came back while somebody was at an element, or before. */
    void expectNotEarly(Sign sign) {
        expectNotEarly("", sign);
    }

    /** @param when what happened to the call, behind its text */
    void expectNotEarly(String when, Sign sign) {
        Outcome it = outcome();
        boolean later = it.begun() < log.begun();
        if (it.atWork().isEmpty() && !later) {
            return;
        }
        String actual = it.inWords()
                + (it.atWork().isEmpty()
                        ? " before its " + call.worker() + "s had begun with all elements"
                        : " while " + call.one(it.atWork().get(0)) + " was still being computed");
        throw wrong(
                text() + when + " " + actual + ".",
                sign,
                waited.line() == null ? it.returnedAt() : waited.line(),
                "comes back after all its " + call.worker() + "s are done",
                actual);
    }

    /** Fails if the call threw. */
    void expectReturned() {
        Throwable thrown = outcome().thrown();
        if (thrown != null) {
            CheckFailedError plain = Expect.wrong(
                    text(),
                    Expect.show(call.expected(setting)),
                    Thrown.of(thrown).inWords(),
                    thrown);
            throw setting.size() < setting.workers() && plain.finding().advice() == null
                    ? plain.advising(call.advice(Sign.FEW_ELEMENTS))
                    : plain;
        }
    }

    /** Fails if the call returned anything but what it should. */
    void expectResult() {
        expectReturned();
        Object expected = call.expected(setting);
        Object actual = outcome().value();
        if (ParallelCall.same(expected, actual)) {
            return;
        }
        boolean once = log.counts().size() == setting.size() && log.begun() == setting.size();
        boolean inOrderOfEnds = once
                && call.advice(Sign.ORDER_OF_COMPLETION) != null
                && ParallelCall.same(
                        actual,
                        call.result(log.ended().stream()
                                .<@Nullable Object>map(setting.function()::apply)
                                .toList()));
        Sign sign = Stream.of(
                        inOrderOfEnds ? Sign.ORDER_OF_COMPLETION : null,
                        waited.hasLimit() ? Sign.WAITED_WITH_LIMIT : null,
                        setting.size() < setting.workers() ? Sign.FEW_ELEMENTS : null,
                        once && setting.workers() > 1 && setting.size() > 1 ? Sign.LOST : null)
                .filter(it -> it != null && call.advice(it) != null)
                .findFirst()
                .orElse(null);
        Difference difference = Difference.between(expected, actual);
        CheckFailedError error = CheckFailedError.because(
                inOrderOfEnds
                        ? text() + ": the results came in the order in which they were computed."
                        : text() + " gave " + difference.actual() + ", expected " + difference.expected()
                                + (once ? ", though " + call.function() + " was called for each element." : "."),
                sign == null ? null : call.advice(sign),
                null,
                new Evidence.Counterexample(text(), difference.expected(), difference.actual()));
        throw error.at(SubmissionFrames.storedAt(expected, actual))
                .answeredAt(outcome().returnedAt());
    }

    /** Fails if a thread of the call is still there and will not end by itself. */
    void expectNobodyLeft(Sign sign) {
        List<Thread> left = left();
        if (left.isEmpty()) {
            return;
        }
        List<String> names = left.stream()
                .limit(MOST_NAMES)
                .map(thread -> thread.getName() + (thread.isDaemon() ? " (daemon)" : "") + ", " + thread.getState()
                        + line(thread).map(line -> " at " + line).orElse(""))
                .toList();
        throw CheckFailedError.because(
                "After " + text() + " " + outcome().inWords() + ", "
                        + (left.size() == 1 ? "a thread was" : left.size() + " threads were") + " still running.",
                call.advice(sign),
                stage.line(left),
                new Evidence.Leak("threads", names));
    }

    private Optional<SourceLocation> line(Thread thread) {
        return SubmissionFrames.topmost(stage.stack(thread).toArray(StackTraceElement[]::new));
    }

    CheckFailedError wrong(
            String message, @Nullable Sign sign, @Nullable SourceLocation line, String expected, String actual) {
        return CheckFailedError.because(
                message,
                sign == null ? null : call.advice(sign),
                line,
                new Evidence.Counterexample(text(), expected, actual));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
