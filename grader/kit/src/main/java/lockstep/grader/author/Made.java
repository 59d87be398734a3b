package lockstep.grader.author;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import lockstep.engine.Calls;
import lockstep.grader.probe.Boundary;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.probe.ThrownBySubmission;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * A call that is made once, and what comes of it.
 *
 * <p>Nothing here orders threads: what is written down in one of them is read when it has ended.
 */
final class Made<S, M> {

    /** What the function does that the operation is given. */
    @FunctionalInterface
    interface Function {
        void run() throws Throwable;
    }

    /** What is noted when the function begins and when it ends. */
    record Passage(Runnable in, Runnable out) {}

    private static final Object ENTERED = new Object();

    final Op<S, M> op;
    final int thread;
    private final Function function;
    private final @Nullable Supplier<Throwable> thrower;
    private @Nullable Throwable thrownInside;
    final List<Object> given = new ArrayList<>();
    int began;
    int ended;
    /** In nanoseconds; only where somebody asks for the time. */
    long beganAt;

    long endedAt;
    private @Nullable Object returned;
    private boolean hasReturned;
    /** The second half of a call in two steps: it begins when the function ends. This is then the first one. */
    final @Nullable Made<S, M> exit;

    final boolean isExit;

    private boolean entered;
    private Passage passage = new Passage(() -> {}, () -> {});

    @Nullable
    ThrownBySubmission threw;
    /** The line of the return that answered it; null where it answers nothing, threw, or is not under control. */
    @Nullable
    SourceLocation answeredAt;
    /** The line by which it came back; null where it threw, or that is not known. */
    @Nullable
    SourceLocation cameBackAt;
    /** The line by which it has changed something last; null where it has not, or that is not known. */
    @Nullable
    SourceLocation changedAt;
    /** The line where the interrupt flag of its thread was cleared last; null where it was not, or is not under control. */
    @Nullable
    SourceLocation interruptTakenAt;

    private Made(Op<S, M> op, int thread, Function function, @Nullable Supplier<Throwable> thrower, boolean isExit) {
        this.isExit = isExit;
        this.op = op;
        this.thread = thread;
        this.function = function;
        this.thrower = thrower;
        this.exit = op.section() == null ? null : new Made<>(op.leaving(), thread, function, thrower, true);
    }

    static <S, M> Made<S, M> of(Op<S, M> op, int thread) {
        return new Made<>(op, thread, () -> {}, null, false);
    }

    /** A call whose function does something before it returns. */
    static <S, M> Made<S, M> doing(Op<S, M> op, int thread, Function function) {
        return new Made<>(op, thread, function, null, false);
    }

    /** A call whose function does something and then throws; made there, it names the line that called the function. */
    static <S, M> Made<S, M> throwing(Op<S, M> op, int thread, Function before, Supplier<Throwable> thrower) {
        return new Made<>(op, thread, before, thrower, false);
    }

    /** Returns the same call, to be made once more. */
    Made<S, M> again() {
        return new Made<>(op, thread, function, thrower, isExit);
    }

    void on(S subject) {
        Calls.begin();
        try {
            returned = Boundary.call(() -> op.onSubject().call(subject, spy(given, this::inside)));
            hasReturned = true;
        } catch (ThrownBySubmission e) {
            threw = e;
        } finally {
            Calls.end();
            cameBackAt = hasReturned ? SubmissionFrames.returnedAt() : null;
            answeredAt = returned == Op.NOTHING ? null : cameBackAt;
            changedAt = SubmissionFrames.changedAt();
            interruptTakenAt = SubmissionFrames.interruptTakenAt();
        }
    }

    /** Makes the call, and notes when its function begins and ends. */
    void on(S subject, Passage noting) {
        passage = noting;
        on(subject);
    }

    private void inside() throws Throwable {
        if (exit != null) {
            // Others come and go while the function runs.
            Calls.end();
        }
        passage.in().run();
        try {
            function.run();
            if (thrower != null) {
                thrownInside = thrower.get();
                throw thrownInside;
            }
        } finally {
            passage.out().run();
            if (exit != null) {
                Calls.begin();
            }
        }
    }

    /** Takes over what the call came to of which this is the second half. */
    void endLike(Made<S, M> call) {
        returned = call.returned;
        hasReturned = call.hasReturned;
        threw = call.threw;
        answeredAt = call.answeredAt;
        cameBackAt = call.cameBackAt;
        changedAt = call.changedAt;
        interruptTakenAt = call.interruptTakenAt;
        thrownInside = call.thrownInside;
        given.addAll(call.given);
    }

    /** Notes that the function of this call has been called, after which its second half is to come. */
    void enter() {
        entered = true;
    }

    /** Returns whether this is the first half of a call whose function has been called. */
    boolean hasEntered() {
        return entered;
    }

    private static Inside spy(List<Object> given, Function function) {
        return new Inside() {
            @Override
            public <T> T gets(Object value, T result) {
                given.add(value);
                try {
                    function.run();
                } catch (Throwable thrown) {
                    throw Made.<RuntimeException>sneak(thrown);
                }
                return result;
            }
        };
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> RuntimeException sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }

    /**
     * What a call came to, on a model.
     *
     * @param limit for how long it waits until it answers so; null where it does not wait
     */
    record Answer(
            List<Object> given,
            @Nullable Object returned,
            @Nullable Throwable threw,
            @Nullable Duration limit) {

        /** Returns it in words that a student reads; empty where there is nothing to tell. */
        String text() {
            return threw != null
                    ? "threw " + threw.getClass().getSimpleName()
                    : returned == ENTERED ? "" : String.valueOf(returned);
        }
    }

    /** Makes the same call on a model. */
    Answer onModel(M model) {
        List<Object> values = new ArrayList<>();
        Function inside = () -> {
            if (thrower != null) {
                throw thrownInside == null ? thrower.get() : thrownInside;
            }
        };
        try {
            return new Answer(values, op.onModel().call(model, spy(values, inside)), null, null);
        } catch (WouldBlock waits) {
            if (waits.limit() == null) {
                throw waits;
            }
            return new Answer(values, waits.otherwise(), null, waits.limit());
        } catch (Throwable thrown) {
            return new Answer(values, null, thrown, null);
        }
    }

    boolean isOver() {
        return ended > 0;
    }

    /** Makes the same call, or the half of it that this is, on a model. */
    Answer partOnModel(M model) {
        return exit == null
                ? onModel(model)
                : Made.<S, M>of(op.entering(ENTERED), thread).onModel(model);
    }

    /** Returns whether this is the first half of a call that goes on to its function, by what the model says. */
    boolean isLetInBy(Answer answer) {
        return answer.returned() == ENTERED;
    }

    /** Returns whether the call, or the half of it that this is, came to what the model says. */
    boolean partEndedLike(Answer answer) {
        return entered ? answer.returned() == ENTERED : endedLike(answer);
    }

    /** Returns whether the function was given what the model says; the first half gives nothing yet. */
    boolean partGave(Answer answer) {
        return exit != null || given.equals(answer.given());
    }

    /** Returns whether it returned or threw what the model says. */
    boolean endedLike(Answer answer) {
        ThrownBySubmission crossed = threw;
        Throwable expected = answer.threw();
        if (crossed == null || expected == null) {
            return crossed == null && expected == null && Objects.equals(returned, answer.returned());
        }
        return threwInside(expected)
                ? crossed.thrown().is(expected)
                : crossed.thrown().isA(expected.getClass());
    }

    /** Returns whether its function has thrown this. */
    boolean threwInside(Throwable thrown) {
        return thrown == thrownInside;
    }

    /** Returns whether it threw what no function of the kit has thrown. */
    boolean threwOnItsOwn() {
        ThrownBySubmission crossed = threw;
        return crossed != null && !crossed.thrown().is(thrownInside);
    }

    @Nullable
    Object returned() {
        return returned;
    }

    /** Returns what it came to in words; empty where there is nothing to tell. */
    String text() {
        if (entered) {
            return "";
        }
        ThrownBySubmission crossed = threw;
        return crossed != null ? crossed.thrown().inWords() : hasReturned ? String.valueOf(returned) : "";
    }

    /** Returns a function that stays where it is, interrupted or not, until the latch is open. */
    static Function held(CountDownLatch arrived, CountDownLatch open) {
        return () -> {
            arrived.countDown();
            await(open);
        };
    }

    /** Waits until the latch is open; an interrupt is kept for later. */
    static void await(CountDownLatch open) {
        boolean interrupted = false;
        while (true) {
            try {
                open.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
