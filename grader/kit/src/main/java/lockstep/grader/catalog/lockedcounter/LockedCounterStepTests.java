package lockstep.grader.catalog.lockedcounter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import lockstep.grader.exercise.Check;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.OtherThread;
import lockstep.grader.probe.Uninterruptibly;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import org.junit.jupiter.api.Test;

/**
 * What other threads can do while one is in the middle of {@code update}: a latch holds its operation there, so nothing
 * depends on luck.
 */
final class LockedCounterStepTests {

    /** What the held operation adds: far more than the single steps of the other thread. */
    private static final long STRIDE = 1000;

    private static final String HELD_UPDATE = "update(v -> v + 1000)";

    private static final Duration LONGER_THAN_A_TIME_LIMIT = Duration.ofMillis(300);

    private static final Advice UNGUARDED = new Advice(
            "A lock keeps out only those who ask for the same lock: a single method that does not undoes the work of all "
                    + "others.",
            "Write down for each method which lock it takes before it touches the value. The list should have one entry.",
            "C4");

    private static final Advice GAVE_UP = new Advice(
            "A change that finds the lock taken has to wait: its caller believes that it was made.",
            "What does the method do when the lock is taken?",
            null);

    private static final Advice READ_TOO_LATE = new Advice(
            "update returns the new value, the one that its operation gave. As soon as the lock is given back, the field may"
                    + " hold what another thread has made of it.",
            "In the line that returns: do you read the field, and is the lock still held there? A local variable belongs"
                    + " to its thread alone.",
            null);

    private static final List<Change> CHANGES = List.of(
            new Change("increment()", 1, SubmittedCounter::increment),
            new Change("decrement()", -1, SubmittedCounter::decrement),
            new Change("incrementIfBelow(100000)", 1, counter -> counter.incrementIfBelow(100_000)),
            new Change("update(v -> v + 7)", 7, counter -> counter.update(value -> value + 7)));

    @Check(
            id = "one-step",
            title = "Nobody comes between update's reading and writing",
            points = 3,
            why = "update reads the value, computes, and writes: a change that another thread makes in the meantime is "
                    + "overwritten and lost.",
            hint = "What must be true from the moment you read the value until you have stored the new one?")
    @Test
    void oneStep() throws Exception {
        List<Change> lost = new ArrayList<>();
        List<Evidence> evidence = new ArrayList<>();
        for (Change change : CHANGES) {
            long expected = STRIDE + change.effect();
            long actual = duringUpdate(change);
            if (actual != expected) {
                lost.add(change);
                evidence.add(new Evidence.Counterexample(
                        "get() after update(v -> v + 1000), and another thread's " + change.text()
                                + " while the operation was running, from 0",
                        String.valueOf(expected),
                        String.valueOf(actual)));
            }
        }
        if (!lost.isEmpty()) {
            List<String> names = lost.stream().map(Change::text).toList();
            boolean cameBetween = comesBetween(lost.get(0));
            // If some changes wait for the running update and others do not, the lock works and some do not ask.
            Advice unguarded = lost.size() < CHANGES.size() ? UNGUARDED : null;
            throw CheckFailedError.because(
                    String.join(" and ", names) + " of another thread "
                            + (cameBetween
                                    ? "came between the reading and the writing of a running update(...), and a change was"
                                            + " lost."
                                    : "returned during a running update(...) without having changed anything, then or"
                                            + " later."),
                    cameBetween ? unguarded : GAVE_UP,
                    null,
                    evidence.toArray(Evidence[]::new));
        }
    }

    /** Returns whether the change was there before the update's end: an update that fails does not overwrite it. */
    private static boolean comesBetween(Change change) throws Exception {
        SubmittedCounter counter = new SubmittedCounter(0);
        during(counter, new Held(true), change);
        return OtherThread.call("get()", null, counter::get) == change.effect();
    }

    /** Makes the change from a second thread while the first is inside its operation; returns the value in the end. */
    private static long duringUpdate(Change change) throws Exception {
        warmUp(change);
        SubmittedCounter counter = new SubmittedCounter(0);
        expectOwnResult(during(counter, new Held(false), change), change);
        return OtherThread.call("get()", null, counter::get);
    }

    /** Makes the change while another thread is inside its operation, lets that go on, and returns that thread. */
    private static OtherThread<Long> during(SubmittedCounter counter, Held held, Change change) throws Exception {
        OtherThread<Long> updater = OtherThread.start(() -> counter.update(held));
        updater.awaitOpen(held.entered, HELD_UPDATE, "its operation has not been called");
        OtherThread<Boolean> other = OtherThread.start(run(() -> change.body().accept(counter)));
        try {
            other.awaitEndOrWait();
            // It may wait with a time limit and go on without the lock.
            other.endsWithin(LONGER_THAN_A_TIME_LIMIT);
        } finally {
            held.letGo();
        }
        if (!updater.endsWithin(OtherThread.PATIENCE)) {
            throw updater.neverEnds(HELD_UPDATE, null);
        }
        Expect.noThrow(
                "no exception",
                change.text() + " during another thread's update",
                () -> other.answer(change.text() + " during another thread's update", null));
        return updater;
    }

    /** What update returns is what it stored, whatever has become of the value since. */
    private static void expectOwnResult(OtherThread<Long> updater, Change change) throws Exception {
        String call = "update(v -> v + 1000) from 0";
        Expect.answer(STRIDE, call, () -> {
            long answer = updater.answer(HELD_UPDATE, null);
            if (answer == STRIDE + change.effect()) {
                throw CheckFailedError.because(
                        call + " returned " + answer + ": the value as another thread's " + change.text()
                                + " left it, and not the " + STRIDE + " that update itself had stored.",
                        READ_TOO_LATE,
                        null,
                        new Evidence.Counterexample(
                                call + ", with another thread's " + change.text() + " waiting to come next",
                                "returned " + STRIDE,
                                "returned " + answer));
            }
            return answer;
        });
    }

    @Check(
            id = "own-lock",
            title = "Two counters do not wait for each other",
            points = 2,
            why =
                    "Threads that use different counters have nothing to protect from each other; a lock that all counters "
                            + "share makes them queue for nothing.",
            hint = "How many lock objects exist when there are two counters?")
    @Test
    void ownLock() throws Exception {
        for (Change change : CHANGES) {
            SubmittedCounter busy = new SubmittedCounter(0);
            SubmittedCounter idle = new SubmittedCounter(0);
            Held held = new Held(false);
            OtherThread<Long> updater = OtherThread.start(() -> busy.update(held));
            updater.awaitOpen(held.entered, HELD_UPDATE, "its operation has not been called");
            try {
                String call = "other." + change.text() + " while one.update(...) was running in another thread";
                OtherThread.call(call, null, run(() -> change.body().accept(idle)));
                Expect.answer(
                        change.effect(),
                        "other.get() after " + call,
                        () -> OtherThread.call("other.get()", null, idle::get));
            } finally {
                held.letGo();
            }
            Expect.answer(STRIDE, "one.update(v -> v + 1000) from 0", () -> updater.answer("one.update(...)", null));
        }
    }

    /** Loads what the change needs, so that a thread that is seen waiting waits for the counter. */
    private static void warmUp(Change change) throws Exception {
        SubmittedCounter counter = new SubmittedCounter(0);
        OtherThread.call(change.text(), null, run(() -> change.body().accept(counter)));
    }

    private static Callable<Boolean> run(Runnable body) {
        return () -> {
            body.run();
            return true;
        };
    }

    /** A way to change the value, and by how much. */
    private record Change(String text, long effect, Consumer<SubmittedCounter> body) {}

    /** An operation that stays where it is until it is let go. */
    private static final class Held implements LongUnaryOperator {

        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch leave = new CountDownLatch(1);
        private final boolean failing;

        Held(boolean failing) {
            this.failing = failing;
        }

        @Override
        public long applyAsLong(long value) {
            entered.countDown();
            if (!Uninterruptibly.await(leave, OtherThread.PATIENCE.multipliedBy(10))) {
                throw new IllegalStateException("nobody let the operation go");
            }
            if (failing) {
                throw new IllegalStateException("an operation that fails");
            }
            return value + STRIDE;
        }

        void letGo() {
            leave.countDown();
        }
    }
}
