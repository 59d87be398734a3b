package lockstep.grader.catalog.lockedcounter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import lockstep.grader.exercise.Check;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.OtherThread;
import lockstep.grader.probe.ThrownBySubmission;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What each method of the counter does when nobody disturbs it, and what an exception in {@code update} leaves behind.
 *
 * <p>All calls are made from threads of their own: a counter that keeps its lock would stop the test itself.
 */
final class LockedCounterTests {

    private static final Advice EARLY_RETURN = new Advice(
            "A return leaves the method at once, past every line that follows: also past an unlock at its end.",
            "Look at each return in turn: is the lock released on that way out?",
            "C9");

    private static final Advice NEVER_RELEASED = new Advice(
            "A lock that is not given back stops every thread that comes later, for ever.",
            "Follow the path through your method that this call takes to its very end: is the lock released on it?",
            null);

    private static final Advice INTERRUPTED = new Advice(
            "An interrupt may come at any time. None of these methods declares an InterruptedException, so each must do "
                    + "its work all the same.",
            "Which ways to take your lock do not give up when the thread is interrupted?",
            null);

    @Check(
            id = "counts",
            title = "Counts up and down",
            points = 4,
            why = "A counter that is wrong for a single thread cannot be right for many.",
            hint = "Use one thread and a pencil: write the value down after each call, and compare.")
    @Test
    void counts() throws Exception {
        inTime("the calls new LockedCounter(...), increment(), decrement() and get(), one after the other", () -> {
            for (long initial : new long[] {0, 5, -3, 1L << 40}) {
                SubmittedCounter counter = new SubmittedCounter(initial);
                String made = "new LockedCounter(" + initial + ")";
                Expect.answer(initial, made + ".get()", counter::get);
                change(made + ".increment()", counter::increment);
                Expect.answer(initial + 1, "get() after " + made + " and increment()", counter::get);
                change("decrement()", counter::decrement);
                change("decrement()", counter::decrement);
                Expect.answer(initial - 1, "get() after " + made + ", increment() and 2 decrement()", counter::get);
                Expect.answer(initial - 1, "the same get() once more", counter::get);
            }
            SubmittedCounter counter = new SubmittedCounter(0);
            for (int i = 0; i < 1000; i++) {
                counter.increment();
            }
            for (int i = 0; i < 300; i++) {
                counter.decrement();
            }
            Expect.answer(700L, "get() after 1000 increment() and 300 decrement() from 0", counter::get);
            return null;
        });
    }

    @Check(
            id = "wraps-around",
            title = "Wraps around like any long",
            points = 1,
            why = "The value is a long: its neighbours are those of a long, at the borders too.",
            hint = "Adding 1 to a long needs no special case.")
    @Test
    void wrapsAround() throws Exception {
        inTime("increment() and decrement() at the borders of long", () -> {
            SubmittedCounter top = new SubmittedCounter(Long.MAX_VALUE);
            change("new LockedCounter(Long.MAX_VALUE).increment()", top::increment);
            Expect.answer(Long.MIN_VALUE, "get() after increment() from Long.MAX_VALUE", top::get);
            SubmittedCounter bottom = new SubmittedCounter(Long.MIN_VALUE);
            change("new LockedCounter(Long.MIN_VALUE).decrement()", bottom::decrement);
            Expect.answer(Long.MAX_VALUE, "get() after decrement() from Long.MIN_VALUE", bottom::get);
            return null;
        });
    }

    @Check(
            id = "limit",
            title = "incrementIfBelow adds 1 below the limit, and only there",
            points = 4,
            why = "Callers rely on the answer: true means that the value is one higher, false that nothing changed.",
            hint = "Compare the value with the limit before you change it; at the limit itself it is no longer below.")
    @Test
    void limit() throws Exception {
        inTime("incrementIfBelow(...), several times in a row", () -> {
            long[][] cases = {
                {4, 5, 1},
                {5, 5, 0},
                {6, 5, 0},
                {-3, 0, 1},
                {0, -3, 0},
                {Long.MIN_VALUE, Long.MIN_VALUE, 0},
                {Long.MAX_VALUE, Long.MAX_VALUE, 0},
                {Long.MAX_VALUE - 1, Long.MAX_VALUE, 1},
                {Long.MIN_VALUE, Long.MAX_VALUE, 1},
                {Long.MAX_VALUE, Long.MIN_VALUE, 0},
            };
            for (long[] each : cases) {
                SubmittedCounter counter = new SubmittedCounter(each[0]);
                String call = "new LockedCounter(" + each[0] + ").incrementIfBelow(" + each[1] + ")";
                Expect.answer(each[2] == 1, call, () -> counter.incrementIfBelow(each[1]));
                Expect.answer(each[0] + each[2], "get() after " + call, counter::get);
            }
            SubmittedCounter counter = new SubmittedCounter(0);
            int added = 0;
            for (int i = 0; i < 10; i++) {
                added += counter.incrementIfBelow(7) ? 1 : 0;
            }
            Expect.same(7, "how many of 10 incrementIfBelow(7) from 0 returned true", added);
            Expect.answer(7L, "get() after 10 incrementIfBelow(7) from 0", counter::get);
            return null;
        });
    }

    @Check(
            id = "update",
            title = "update calls its operation once, with the value, and returns the new one",
            points = 3,
            why = "The operation is someone else's code: it may be expensive or have effects, so once means once.",
            hint =
                    "Call the operation a single time, keep what it returns in a local variable, store that, return that.")
    @Test
    void update() throws Exception {
        inTime("update(...), several times in a row", () -> {
            SubmittedCounter counter = new SubmittedCounter(20);
            List<Long> given = new ArrayList<>();
            Expect.answer(
                    41L,
                    "new LockedCounter(20).update(v -> 2 * v + 1)",
                    () -> counter.update(value -> {
                        given.add(value);
                        return 2 * value + 1;
                    }));
            Expect.same(List.of(20L), "the values that update called its operation with", given);
            Expect.answer(41L, "get() after update(v -> 2 * v + 1) from 20", counter::get);
            Expect.answer(-5L, "update(v -> -5)", () -> counter.update(value -> -5));
            Expect.answer(-5L, "update(v -> v) at -5", () -> counter.update(value -> value));
            counter.increment();
            given.clear();
            counter.update(value -> {
                given.add(value);
                return value;
            });
            Expect.same(List.of(-4L), "the values that update called its operation with, after increment()", given);
            Expect.answer(-4L, "get() after update(v -> v) at -4", counter::get);
            return null;
        });
    }

    @Check(
            id = "failing-update",
            title = "An exception in update comes out and changes nothing",
            points = 4,
            why = "A caller whose operation failed must learn of it, and must find the counter as it was.",
            hint = "Let the exception pass: whatever you do on its way out, do not catch and replace it, "
                    + "and do not touch the value before the operation has returned.")
    @Test
    void failingUpdate() throws Exception {
        SubmittedCounter counter = new SubmittedCounter(7);
        IllegalStateException thrown = new IllegalStateException("the operation failed");
        inTime("update(v -> { throw ... })", () -> {
            Expect.sameFailure(
                    thrown,
                    "update(v -> { throw new IllegalStateException(...); })",
                    () -> counter.update(value -> {
                        throw thrown;
                    }));
            return null;
        });
        // A counter that keeps its lock fails the next check; whether the value is intact is a question of its own.
        OtherThread<Long> reader = OtherThread.start(counter::get);
        if (reader.endsWithin(OtherThread.PATIENCE)) {
            Expect.answer(7L, "get() after an update from 7 that threw", () -> reader.answer("get()", null));
        }
    }

    @Check(
            id = "usable-after-failure",
            title = "The counter is usable after an exception in update",
            points = 4,
            why = "An exception leaves a method at once, past every line that follows: also past an unlock at its end.",
            hint = "Which Java block runs on every way out of a method, return and exception alike?",
            mistake = "C8")
    @Test
    void usableAfterFailure() throws Exception {
        SubmittedCounter counter = new SubmittedCounter(7);
        // The first calls are made without any exception before them: if those hang, the exception is not the cause.
        inTime("update(v -> v) and increment() from two threads, one after the other", () -> counter.update(v -> v));
        inTime("increment() after update(v -> v) in another thread", increment(counter));
        OtherThread<Boolean> failing = OtherThread.start(() -> {
            try {
                counter.update(value -> {
                    throw new IllegalStateException("the operation failed");
                });
                return false;
            } catch (ThrownBySubmission expected) {
                return true;
            }
        });
        inTime("update(v -> { throw ... })", () -> failing.answer("update(v -> { throw ... })", NEVER_RELEASED));
        String after = " after an update that threw in another thread";
        OtherThread.call("increment()" + after, null, increment(counter));
        OtherThread.call("update(v -> v + 1)" + after, null, () -> counter.update(value -> value + 1));
        OtherThread.call("get()" + after, null, counter::get);
    }

    @Check(
            id = "lock-released",
            title = "Every method gives the lock back",
            points = 3,
            why = "A method that returns with the lock held stops every other thread, for ever.",
            hint = "Look at each return in turn: is the lock released on that way out?")
    @Test
    void lockReleased() throws Exception {
        SubmittedCounter counter = new SubmittedCounter(5);
        List<Call> calls = List.of(
                new Call("increment()", null, counter::increment),
                new Call("decrement()", null, counter::decrement),
                new Call("get()", null, counter::get),
                new Call("incrementIfBelow(100), which returned true", null, () -> counter.incrementIfBelow(100)),
                // Only the way of the false is left: the way of the true has just been seen to give the lock back.
                new Call(
                        "incrementIfBelow(-100), which returned false",
                        EARLY_RETURN,
                        () -> counter.incrementIfBelow(-100)),
                new Call("update(v -> v)", null, () -> counter.update(value -> value)));
        for (Call call : calls) {
            inTime(call.text(), () -> {
                call.body().run();
                return null;
            });
            OtherThread.call("increment() after another thread's " + call.text(), call.ifKept(), increment(counter));
        }
        actsWhenInterrupted("increment()", 1, SubmittedCounter::increment);
        actsWhenInterrupted("decrement()", -1, SubmittedCounter::decrement);
        actsWhenInterrupted("get()", 0, SubmittedCounter::get);
        actsWhenInterrupted("incrementIfBelow(100)", 1, each -> each.incrementIfBelow(100));
        actsWhenInterrupted("update(v -> v + 7)", 7, each -> each.update(value -> value + 7));
    }

    /** Expects that a call takes the lock, does its work and gives the lock back with the interrupt flag set. */
    private static void actsWhenInterrupted(String method, long effect, Consumer<SubmittedCounter> body)
            throws Exception {
        SubmittedCounter counter = new SubmittedCounter(5);
        String call = method + " in a thread that has been interrupted";
        String thrown = OtherThread.call(call, INTERRUPTED, () -> {
            Thread.currentThread().interrupt();
            try {
                body.accept(counter);
                return "";
            } catch (ThrownBySubmission e) {
                return e.thrown().inWords();
            }
        });
        if (!thrown.isEmpty()) {
            throw interrupted(call, "it to do its work", thrown);
        }
        long actual = OtherThread.call("get() after " + call, null, counter::get);
        if (actual != 5 + effect) {
            throw interrupted("get() after " + call + ", from 5", String.valueOf(5 + effect), "gave " + actual);
        }
    }

    private static CheckFailedError interrupted(String call, String expected, String actual) {
        return CheckFailedError.because(
                call + ": expected " + expected + ", but it " + actual + ".",
                INTERRUPTED,
                null,
                new Evidence.Counterexample(call, expected, actual));
    }

    @Check(
            id = "own-value",
            title = "Each counter has a value of its own",
            points = 2,
            why = "Two counters count two things: what one thread does to its counter is no business of the other's.",
            hint = "Which of your fields belong to one counter, and which to the class?",
            mistake = "C22")
    @Test
    void ownValue() throws Exception {
        inTime("calls on two counters in turn", () -> {
            SubmittedCounter one = new SubmittedCounter(10);
            long before = one.get();
            SubmittedCounter other = new SubmittedCounter(20);
            expectUntouched(before, "other = new LockedCounter(20)", one);
            before = one.get();
            other.increment();
            expectUntouched(before, "other.increment()", one);
            other.update(value -> 500);
            expectUntouched(before, "other.update(v -> 500)", one);
            before = other.get();
            one.decrement();
            expectUntouched(before, "one.decrement()", other);
            one.incrementIfBelow(1000);
            expectUntouched(before, "one.incrementIfBelow(1000)", other);
            return null;
        });
    }

    private static void expectUntouched(long before, String call, SubmittedCounter bystander) {
        long after = bystander.get();
        if (after != before) {
            throw CheckFailedError.because(
                    call + " changed another counter: its get() returned " + before + " before, and " + after
                            + " afterwards.",
                    new Evidence.Counterexample(
                            "another counter's get() after " + call, String.valueOf(before), String.valueOf(after)));
        }
    }

    /** @param ifKept what to tell if the lock is still held after it; null takes the check's own advice */
    private record Call(String text, @Nullable Advice ifKept, Runnable body) {}

    private static Callable<Boolean> increment(SubmittedCounter counter) {
        return () -> {
            counter.increment();
            return true;
        };
    }

    private static void change(String call, Runnable body) throws Exception {
        Expect.noThrow("no exception", call, () -> {
            body.run();
            return true;
        });
    }

    private static <T> void inTime(String calls, Callable<T> body) throws Exception {
        OtherThread.call(calls, NEVER_RELEASED, body);
    }
}
