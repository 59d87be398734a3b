package lockstep.grader.author;

import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import lockstep.engine.Actors;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.probe.ThrownBySubmission;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * An interrupt at each point where a call may wait: it does its work all the same, in its turn, and the flag stays set.
 *
 * @param taking a call whose function can be held up while others come; null if there is none
 * @param failing whether the function throws that the call is given
 */
record Interrupting<S, M>(Subject<S, M> subject, @Nullable Op<S, M> taking, Op<S, M> call, boolean failing) {

    private static final Advice INTERRUPTED = new Advice(
            "An interrupt may come at any time. None of these methods declares an InterruptedException, so each must do "
                    + "its work all the same.",
            "Which ways to take your lock do not give up when the thread is interrupted?",
            null);

    static final Advice FLAG_LOST = new Advice(
            "An interrupt is a message to the thread, not to the method: who cannot act on it keeps it for the caller.",
            "Who catches an InterruptedException and goes on sets the flag again, when the waiting is over.",
            null);

    private static final Advice GOES_ON_WITHOUT = new Advice(
            "An interrupt ends the waiting for a lock, it does not give the lock. Who then goes on is inside without it,"
                    + " and gives back what it never had.",
            "What do you know about the lock in the lines that follow the catch of an InterruptedException?",
            null);

    /** Threads come one by one; what is left open is who goes first when the one inside has left. */
    private static final int FEW = 6;

    /** How often a thread that waits is interrupted. */
    private static final int AGAIN_AND_AGAIN = 12;

    /** When the interrupt comes. */
    private enum When {
        BEFORE("in a thread that has been interrupted"),
        BEFORE_WAITING("in a thread that has been interrupted, while another thread is inside"),
        WHILE_WAITING("in a thread that is interrupted while it waits for another one");

        private final String text;

        When(String text) {
            this.text = text;
        }
    }

    Stream<Case> cases() {
        return Stream.of(When.values())
                .filter(when -> taking != null || when == When.BEFORE)
                .map(when -> Case.of(text() + " " + when.text, actors -> play(actors, when))
                        .inOrders(FEW)
                        .advising(INTERRUPTED));
    }

    private String text() {
        return (failing ? call.failing() : call).text();
    }

    private Made<S, M> made(int thread, Made.Function function) {
        return failing
                ? Made.throwing(call, thread, function, () -> ThrowableKind.UNCHECKED.make("thrown inside"))
                : Made.doing(call, thread, function);
    }

    /** The interrupt comes while the thread is inside its own function. */
    Case inside() {
        String text = text() + " in a thread that is interrupted while its function runs";
        return Case.of(text, actors -> {
                    History<S, M> history = new History<>(subject, true);
                    CountDownLatch open = new CountDownLatch(1);
                    boolean[] kept = new boolean[1];
                    Made<S, M> made = made(0, Made.held(new CountDownLatch(1), open));
                    Thread thread = start(actors, history, made, null, kept);
                    actors.settle();
                    thread.interrupt();
                    actors.settle();
                    open.countDown();
                    actors.await(thread);
                    history.observe();
                    expectWork(actors, history, made, text);
                    if (!kept[0]) {
                        throw lostFlag(text, made);
                    }
                })
                .inOrders(FEW)
                .advising(INTERRUPTED);
    }

    private void play(Actors actors, When when) throws InterruptedException {
        History<S, M> history = new History<>(subject, true);
        boolean[] kept = new boolean[1];
        Made<S, M> interrupted = made(when == When.BEFORE ? 0 : 1, () -> {});
        boolean waits;
        if (when == When.BEFORE) {
            Thread thread = start(actors, history, interrupted, when, kept);
            actors.await(thread);
            waits = true;
        } else {
            waits = whileHeld(actors, history, interrupted, when, kept);
        }
        history.observe();
        String text = text() + " " + when.text;
        expectWork(actors, history, interrupted, text);
        if (waits && !kept[0]) {
            throw lostFlag(text, interrupted);
        }
        if (taking == null) {
            return;
        }
        // Who gave back what it never took lets two in at once from now on.
        whileHeld(actors, history, Made.of(taking, interrupted.thread + 2), null, kept);
        history.observe();
        expectWork(actors, history, interrupted, text + ", and once more beside another thread");
    }

    private Thread start(Actors actors, History<S, M> history, Made<S, M> made, @Nullable When when, boolean[] kept) {
        history.add(made);
        return actors.start(() -> {
            if (when == When.BEFORE || when == When.BEFORE_WAITING) {
                Thread.currentThread().interrupt();
            }
            history.perform(made);
            kept[0] = Thread.interrupted();
        });
    }

    /** Makes the call while another thread is inside; returns whether it was there to be interrupted. */
    private boolean whileHeld(
            Actors actors, History<S, M> history, Made<S, M> made, @Nullable When when, boolean[] kept)
            throws InterruptedException {
        CountDownLatch open = new CountDownLatch(1);
        Thread holder = subject.start(
                actors,
                history,
                Made.doing(Objects.requireNonNull(taking), made.thread - 1, Made.held(new CountDownLatch(1), open)));
        actors.settle();
        Thread thread = start(actors, history, made, when, kept);
        actors.settle();
        boolean there = when != When.WHILE_WAITING || actors.alive().contains(thread);
        for (int again = 0; again < AGAIN_AND_AGAIN && when == When.WHILE_WAITING; again++) {
            thread.interrupt();
            actors.settle();
        }
        open.countDown();
        actors.await(holder);
        actors.await(thread);
        return there;
    }

    /** Returns whether the same goes well without an interrupt; else it is the question of other checks. */
    private boolean worksUninterrupted(Actors actors) throws InterruptedException {
        History<S, M> history = new History<>(subject, true);
        if (taking == null) {
            history.now(call, 0);
        } else {
            whileHeld(actors, history, made(1, () -> {}), null, new boolean[1]);
            whileHeld(actors, history, Made.of(taking, 3), null, new boolean[1]);
        }
        history.observe();
        return history.isExplained();
    }

    private void expectWork(Actors actors, History<S, M> history, Made<S, M> interrupted, String text)
            throws InterruptedException {
        if (history.isExplained()) {
            return;
        }
        ThrownBySubmission threw = interrupted.threw;
        if (threw != null && interrupted.threwOnItsOwn()) {
            throw failed(
                    text,
                    "it to do its work",
                    threw.thrown().inWords(),
                    INTERRUPTED,
                    SubmissionFrames.topmost(threw).orElse(null));
        }
        if (worksUninterrupted(actors)) {
            boolean skipped = history.isExplainedWithout(interrupted, null);
            throw failed(
                            text,
                            history.permitted(),
                            "gave " + history.observed(),
                            skipped ? INTERRUPTED : GOES_ON_WITHOUT,
                            null)
                    .answeredAt(interrupted.cameBackAt);
        }
    }

    private static CheckFailedError lostFlag(String text, Made<?, ?> made) {
        return failed(text, "the interrupt flag to be set afterwards", "cleared it", FLAG_LOST, made.interruptTakenAt);
    }

    private static CheckFailedError failed(
            String text, String expected, String actual, Advice advice, @Nullable SourceLocation line) {
        return CheckFailedError.because(
                text + ": expected " + expected + ", but it " + actual + ".",
                advice,
                line,
                new Evidence.Counterexample(text, expected, actual));
    }
}
