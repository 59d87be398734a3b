package lockstep.grader.author.children;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import lockstep.grader.author.Call;
import lockstep.grader.author.Stage;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.probe.ThrownBySubmission;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * Calls that are made while children are provided that play a script; the children end when the trial is closed.
 *
 * @param text what is tried, as a student would write it
 */
record ChildrenTrial<C, A>(ChildrenCall<C, A> call, Stage stage, String text, ScriptedChildren<A> children)
        implements AutoCloseable {

    private static final long A_DAY = 86_400_000;

    private static final Advice THREAD_LEFT = new Advice(
            "A thread that is still there when all is over keeps the program from ending.",
            "Which line makes this thread, what does it still wait for, and which line waits for its end?",
            null);

    /**
     * How a call ended.
     *
     * @param returnedAt the line by which it came back; null where it threw, or that is not known
     * @param interruptTakenAt the line where its interrupt flag was cleared last; null where it was not, or that is not known
     * @param left the children that were alive when it did
     */
    record Outcome<A>(
            @Nullable Object value,
            @Nullable ThrownBySubmission thrown,
            @Nullable SourceLocation returnedAt,
            @Nullable SourceLocation interruptTakenAt,
            boolean interrupted,
            List<ScriptedChild<A>> left) {

        /**
         * Makes a call, and notes how it ends.
         *
         * @param call crosses the boundary by itself
         * @param left the children that are left, asked when it has ended
         */
        static <A> Outcome<A> of(Supplier<? extends @Nullable Object> call, Supplier<List<ScriptedChild<A>>> left) {
            Object value = null;
            ThrownBySubmission thrown = null;
            try {
                value = call.get();
            } catch (ThrownBySubmission it) {
                thrown = it;
            }
            return new Outcome<>(
                    value,
                    thrown,
                    thrown == null ? SubmissionFrames.returnedAt() : null,
                    SubmissionFrames.interruptTakenAt(),
                    Thread.currentThread().isInterrupted(),
                    left.get());
        }

        /** Returns what the call returned, or throws what it threw. */
        Object answer() {
            if (thrown != null || value == null) {
                throw thrown == null ? new IllegalStateException("neither an answer nor an exception") : thrown;
            }
            return value;
        }

        /** Returns the line by which it ended; null where that is not known. */
        @Nullable
        SourceLocation line() {
            return SubmissionFrames.topmost(thrown).orElse(returnedAt);
        }

        boolean threw(Class<? extends Throwable> type) {
            return thrown != null && thrown.thrown().isA(type);
        }

        String inWords() {
            return thrown == null
                    ? "returned " + Expect.show(value)
                    : thrown.thrown().inWords();
        }
    }

    @Override
    public void close() {
        children.close();
    }

    /** Begins a call on an object that it makes itself, in a thread of its own. */
    Call<Outcome<A>> begin(C arguments) {
        return Call.begin(stage, () -> made(call.instance(), arguments));
    }

    Call<Outcome<A>> begin(ChildrenCall.Instance<C> instance, C arguments) {
        return Call.begin(stage, () -> made(instance, arguments));
    }

    /** Begins a call that finds the interrupt flag set. */
    Call<Outcome<A>> beginInterrupted(C arguments) {
        return Call.begin(stage, () -> {
            ChildrenCall.Instance<C> instance = call.instance();
            Thread.currentThread().interrupt();
            return made(instance, arguments);
        });
    }

    private Outcome<A> made(ChildrenCall.Instance<C> instance, C arguments) {
        return Outcome.of(() -> instance.call(arguments), children::alive);
    }

    /** Makes a call, to its end. */
    Outcome<A> outcome(C arguments) throws Exception {
        return outcome(text, begin(arguments));
    }

    /** Waits for the end of a call; fails if it never comes. */
    Outcome<A> outcome(String which, Call<Outcome<A>> begun) throws Exception {
        begun.caller().join(A_DAY / stage.haste());
        children.expectUnderstood();
        if (!begun.hasEnded()) {
            throw neverReturned(which, begun.caller());
        }
        return begun.await();
    }

    private CheckFailedError neverReturned(String which, Thread caller) {
        List<ScriptedChild<A>> started = children.started();
        ScriptedChild<A> clogged =
                started.stream().filter(ScriptedChild::isClogged).findFirst().orElse(null);
        boolean awaited = started.stream().anyMatch(ScriptedChild::isAwaited);
        return CheckFailedError.because(
                which + " did not return."
                        + (clogged == null
                                ? ""
                                : " Child " + clogged.number() + " of " + started.size()
                                        + " waits too: its pipe is full, and nobody reads it."),
                clogged == null
                        ? call.advice(ChildSign.WAITS_IN_VAIN)
                        : awaited ? call.advice(ChildSign.CLOGGED) : null,
                stage.line(List.of(caller)),
                leak(started));
    }

    private Evidence leak(List<ScriptedChild<A>> which) {
        return new Evidence.Leak(
                "processes", which.stream().map(ScriptedChild::inWords).toList());
    }

    /** Builds the failure for an outcome that is not the one expected. */
    CheckFailedError wrong(Outcome<A> outcome, String expected, @Nullable ChildSign sign) {
        ThrownBySubmission thrown = outcome.thrown();
        return Expect.unwritten(thrown)
                .orElseGet(() -> CheckFailedError.because(
                                text + ": expected " + expected + ", but it " + outcome.inWords() + ".",
                                sign == null ? null : call.advice(sign),
                                SubmissionFrames.topmost(thrown).orElse(null),
                                new Evidence.Counterexample(text, expected, outcome.inWords()))
                        .at(thrown == null ? ignoredAt(sign) : null)
                        .at(sign == ChildSign.INTERRUPT_SWALLOWED ? outcome.interruptTakenAt() : null)
                        .answeredAt(outcome.returnedAt()));
    }

    /** Returns the line that could have seen that a child has failed: that asked how it has ended, or read what it prints. */
    private @Nullable SourceLocation ignoredAt(@Nullable ChildSign sign) {
        return children.started().stream()
                .filter(ScriptedChild::isMisbehaving)
                .map(child -> sign == ChildSign.STATUS_IGNORED ? child.askedAt() : child.readAt())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Fails unless the call has thrown one of these. */
    @SafeVarargs
    final void expectThrown(Outcome<A> outcome, @Nullable ChildSign ifReturned, Class<? extends Throwable>... types) {
        ThrownBySubmission thrown = outcome.thrown();
        boolean written = thrown == null || Expect.unwritten(thrown).isEmpty();
        for (Class<? extends Throwable> type : types) {
            if (written && outcome.threw(type)) {
                return;
            }
        }
        throw wrong(outcome, "throws " + types[0].getSimpleName(), thrown == null ? ifReturned : null);
    }

    /** Fails if a child was alive when the call ended, or if a thread is that should not be. */
    void expectNoneLeft(Outcome<A> outcome) {
        List<ScriptedChild<A>> left = outcome.left();
        if (!left.isEmpty()) {
            boolean allTold = left.stream().allMatch(ScriptedChild::isDestroyed);
            throw CheckFailedError.because(
                    left.size() + (left.size() == 1 ? " child was" : " children were") + " still alive after " + text
                            + (allTold ? ": destroyed, but not awaited." : "."),
                    call.advice(allTold ? ChildSign.NOT_AWAITED : ChildSign.LEFT_ALONE),
                    outcome.line(),
                    leak(left));
        }
        if (call.endsItsThreads()) {
            expectNoThreadLeft();
        }
    }

    private void expectNoThreadLeft() {
        stage.settle();
        List<Thread> left = stage.alive().stream()
                .filter(thread -> thread != Thread.currentThread() && !children.isOneOfThem(thread))
                .toList();
        if (!left.isEmpty()) {
            throw CheckFailedError.because(
                    left.size() + (left.size() == 1 ? " thread was" : " threads were") + " still running after " + text
                            + ".",
                    adviceOn(left, stage, call.advice(ChildSign.THREAD_LEFT)),
                    stage.line(left),
                    threads(left));
        }
    }

    /**
     * Returns what is told of threads that are left.
     *
     * @param ofPool what is told of a pool's
     */
    static @Nullable Advice adviceOn(List<Thread> left, Stage stage, @Nullable Advice ofPool) {
        return left.stream().allMatch(thread -> stage.poolMadeAt(thread) == null) ? THREAD_LEFT : ofPool;
    }

    static Evidence threads(List<Thread> left) {
        return new Evidence.Leak(
                "threads",
                left.stream()
                        .map(thread -> thread.getName() + ", " + thread.getState())
                        .toList());
    }
}
