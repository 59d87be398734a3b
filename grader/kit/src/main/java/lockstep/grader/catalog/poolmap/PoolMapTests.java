package lockstep.grader.catalog.poolmap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import lockstep.grader.exercise.Check;
import lockstep.grader.probe.BackgroundCall;
import lockstep.grader.probe.CallLog;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.Hold;
import lockstep.grader.probe.Thrown;
import lockstep.grader.probe.ThrownBySubmission;
import lockstep.grader.probe.Uninterruptibly;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@code map} answers: every order, every size, every way to fail. */
public final class PoolMapTests {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration LONG_PATIENCE = Duration.ofMillis(1500);
    private static final Duration LOOK = Duration.ofMillis(100);

    @Test
    @Check(
            id = "maps-in-order",
            title = "Returns each input's result at the input's place",
            points = 5,
            why =
                    "Tasks end in any order; the caller needs the result of the first input first, and needs all of them.",
            hint =
                    "Where does your code keep the result of input i until all are there, and what makes it wait for it?")
    public void maps_in_order() throws Exception {
        expectWaitsForSlowTask();
        expectInOrderWhenLastEndsFirst(4);
        expectResults(new MapCall<>("s -> s + s", s -> s + s, List.of("a", "b", "c"), 2));
        expectResults(MapCall.ofNumbers("i -> i * i", i -> i * i, 20, 4));
        expectResults(MapCall.ofNumbers("i -> i * i", i -> i * i, 7, 1));
    }

    private static <T, R> void expectResults(MapCall<T, R> call) throws Exception {
        List<R> expected = call.inputs().stream().map(call.task()).toList();
        Expect.same(expected, call.text(), call.answer());
    }

    /** Each task waits until the one after it has ended: the results become ready in reverse order. */
    private static void expectInOrderWhenLastEndsFirst(int inputs) throws Exception {
        List<CountDownLatch> ended = IntStream.rangeClosed(0, inputs)
                .mapToObj(i -> new CountDownLatch(1))
                .toList();
        ended.get(inputs).countDown();
        AtomicBoolean inVain = new AtomicBoolean();
        MapCall<Integer, Integer> call = MapCall.ofNumbers(
                "i -> { last one first; return 10 * i; }",
                i -> {
                    if (!inVain.get() && !Uninterruptibly.await(ended.get(i + 1), PATIENCE)) {
                        // Too few workers to have all tasks at once: that is the question of another check.
                        inVain.set(true);
                    }
                    ended.get(i).countDown();
                    return 10 * i;
                },
                inputs,
                inputs);
        List<Integer> expected = List.of(0, 10, 20, 30);
        List<Integer> actual = call.answer();
        if (List.of(30, 20, 10, 0).equals(actual)) {
            throw inOrderOfCompletion(call, expected, actual);
        }
        Expect.same(expected, call.text(), actual);
    }

    private static void expectWaitsForSlowTask() throws Exception {
        Hold hold = new Hold(MapCall.LIMIT);
        MapCall<Integer, Integer> call = MapCall.ofNumbers(
                "slow task",
                i -> {
                    if (i == 1) {
                        hold.stay();
                    }
                    return i + 5;
                },
                3,
                2);
        BackgroundCall<List<Integer>> running = call.startOnNew();
        boolean early;
        Advice advice;
        try {
            running.awaitArrival(hold, PATIENCE);
            running.awaitFirstWait(LOOK);
            advice = running.waitsIn("awaitTermination") ? MapAdvice.WAIT_IGNORED : MapAdvice.READ_TOO_EARLY;
            early = running.endsNevertheless(LONG_PATIENCE) && hold.isVisited();
        } finally {
            hold.letGo();
        }
        List<Integer> expected = List.of(5, 6, 7);
        List<Integer> actual = Expect.noThrow("" + expected, call.text(), () -> running.await(MapCall.LIMIT));
        if (early) {
            throw wrong(
                    call.text() + " returned before its slow task had ended.",
                    advice,
                    call.text(),
                    "returns after the last task has ended",
                    "returned " + actual + " while task(1) was still running");
        }
        if (List.of(5, 7, 6).equals(actual)) {
            throw inOrderOfCompletion(call, expected, actual);
        }
        Expect.same(expected, call.text(), actual);
    }

    private static CheckFailedError inOrderOfCompletion(
            MapCall<?, ?> call, List<Integer> expected, List<Integer> actual) {
        return wrong(
                call.text() + ": the results came in the order in which the tasks ended.",
                MapAdvice.COMPLETION_ORDER,
                call.text(),
                "" + expected,
                "" + actual);
    }

    @Test
    @Check(
            id = "borders",
            title = "Takes any list and any result",
            points = 3,
            why =
                    "An empty list, equal inputs, more workers than inputs and null results are ordinary cases; the inputs"
                            + " belong to the caller.",
            hint =
                    "Go through your code with no input, with 2 inputs and 5 workers, and with a task that returns null.",
            ground = "correctness.maps-in-order")
    public void borders() throws Exception {
        expectResults(MapCall.ofNumbers("i -> i + 1", i -> i + 1, 0, 3));
        expectAdvised(MapCall.ofNumbers("i -> i + 1", i -> i + 1, 1, 3), List.of(1), MapAdvice.CHUNK_OF_NONE);
        expectAdvised(MapCall.ofNumbers("i -> i + 1", i -> i + 1, 2, 5), List.of(1, 2), MapAdvice.CHUNK_OF_NONE);
        expectAdvised(
                MapCall.ofNumbers("i -> null", i -> null, 3, 2),
                Arrays.asList(null, null, null),
                MapAdvice.KEYED_BY_VALUE);
        expectEqualInputs();
        expectResults(new MapCall<>("i -> i + 1", i -> i + 1, List.of(7, 8, 9, 10, 11), 2));
        expectResults(new MapCall<>("i -> i + 1", i -> i + 1, Collections.unmodifiableList(MapCall.numbers(5)), 2));
        List<Integer> inputs = new ArrayList<>(MapCall.numbers(5));
        MapCall<Integer, Integer> call = new MapCall<>("i -> i + 1", i -> i + 1, inputs, 2);
        expectResults(call);
        Expect.same(MapCall.numbers(5), "inputs after " + call.text(), inputs);
        for (int workers : List.of(0, -1)) {
            expectRejected(MapCall.ofNumbers("i -> i", i -> i, 3, workers));
            expectRejected(MapCall.ofNumbers("i -> i", i -> i, 0, workers));
        }
    }

    private static void expectEqualInputs() throws Exception {
        AtomicInteger number = new AtomicInteger();
        MapCall<String, Integer> call =
                new MapCall<>("s -> numbers.next()", s -> number.getAndIncrement(), List.of("a", "a", "b", "a"), 2);
        List<Integer> actual = call.answer();
        if (actual.size() != 4 || new HashSet<>(actual).size() != 4) {
            throw wrong(
                    call.text() + ": equal inputs did not get a result each.",
                    MapAdvice.KEYED_BY_VALUE,
                    call.text(),
                    "four different numbers",
                    "" + actual);
        }
    }

    private static <T, R> void expectAdvised(MapCall<T, R> call, List<R> expected, Advice advice)
            throws InterruptedException {
        List<R> actual;
        BackgroundCall<List<R>> running = call.startOnNew();
        try {
            actual = running.await(MapCall.LIMIT, advice);
        } catch (ThrownBySubmission e) {
            CheckFailedError plain =
                    Expect.wrong(call.text(), "" + expected, e.thrown().inWords(), e);
            throw CheckFailedError.because(
                    plain.finding().message(),
                    advice,
                    plain.finding().location(),
                    plain.finding().evidence().get(0));
        }
        if (!expected.equals(actual)) {
            throw wrong(
                    call.text() + ": expected " + expected + ", but it gave " + actual + ".",
                    advice,
                    call.text(),
                    "" + expected,
                    "" + actual);
        }
    }

    private static <T, R> void expectRejected(MapCall<T, R> call) throws Exception {
        BackgroundCall<List<R>> running = call.startOnNew();
        Expect.failure(IllegalArgumentException.class, call.text(), () -> running.await(MapCall.LIMIT));
    }

    @Test
    @Check(
            id = "exactly-once",
            title = "Maps each input exactly once",
            points = 2,
            why = "A task may cost much or change something: the caller counts on one application per input.",
            hint =
                    "Count the places where your code applies the task, and check where each worker's part begins and ends.",
            ground = "correctness.maps-in-order")
    public void exactly_once() throws Exception {
        for (int workers : List.of(1, 3, 8)) {
            CallLog<Integer> log = new CallLog<>();
            MapCall<Integer, Integer> call = MapCall.ofNumbers("i -> i", i -> i, 23, workers);
            List<Integer> actual = call.recordedIn(log).answer();
            Map<Integer, Integer> counts = log.counts();
            List<Integer> wrong = call.inputs().stream()
                    .filter(i -> !Objects.equals(counts.get(i), 1))
                    .toList();
            if (!wrong.isEmpty()) {
                int first = wrong.get(0);
                int times = counts.getOrDefault(first, 0);
                throw wrong(
                        call.text() + ": task(" + first + ") was called " + times + " times.",
                        times > 1 ? MapAdvice.TWICE : null,
                        call.text(),
                        "task is called once for each input",
                        wrong.size() + " inputs were mapped less or more than once");
            }
            Expect.same(call.inputs(), call.text(), actual);
        }
    }

    @Test
    @Check(
            id = "task-failure",
            title = "Reports what a task throws",
            points = 3,
            why = "The caller has to learn that there is no complete result, and from the exception's cause why.",
            hint = "What does your code do with what a task throws? Follow it from the worker to the caller.",
            ground = "correctness.maps-in-order")
    public void task_failure() throws InterruptedException {
        expectCause(Set.of(0), 3, false);
        expectCause(Set.of(5), 3, false);
        expectCause(Set.of(2), 1, false);
        expectCause(Set.of(1, 3, 4), 3, false);
        expectCause(Set.of(0, 1, 2, 3, 4, 5), 2, false);
        expectCause(Set.of(3), 2, true);
    }

    private static void expectCause(Set<Integer> failing, int workers, boolean byError) throws InterruptedException {
        Set<Throwable> thrown = Collections.newSetFromMap(new ConcurrentHashMap<>());
        String kind = byError ? "error" : "exception";
        MapCall<Integer, Integer> call = MapCall.ofNumbers(
                "i -> { if (" + failing.stream().sorted().toList() + ".contains(i)) throw " + kind + "; return i; }",
                i -> {
                    if (!failing.contains(i)) {
                        return i;
                    }
                    if (byError) {
                        TaskError error = new TaskError("task(" + i + ") failed");
                        thrown.add(error);
                        throw error;
                    }
                    // Some have a cause of their own: the caller asks for the exception, not for what lies behind it.
                    @Nullable
                    Throwable behind = i % 2 == 0 ? new IllegalStateException("the cause of the exception") : null;
                    TaskException exception = new TaskException("task(" + i + ") failed", behind);
                    thrown.add(exception);
                    throw exception;
                },
                6,
                workers);
        String expected = "throws ExecutionException whose cause is the very " + kind + " that the task threw";
        BackgroundCall<List<Integer>> running = call.startOnNew();
        List<Integer> answer;
        try {
            answer = running.await(MapCall.LIMIT, MapAdvice.WORKER_DIED);
        } catch (ThrownBySubmission e) {
            Thrown cause = e.thrown().isA(ExecutionException.class) ? e.thrown().cause() : null;
            if (cause != null && thrown.stream().anyMatch(cause::is)) {
                return;
            }
            throw wrongCause(call, expected, e.thrown(), thrown);
        }
        throw wrong(
                call.text() + " returned " + answer + " though a task threw an " + kind + ".",
                MapAdvice.SWALLOWED,
                call.text(),
                expected,
                "returned " + answer);
    }

    private static CheckFailedError wrongCause(
            MapCall<?, ?> call, String expected, Thrown caught, Set<Throwable> thrown) {
        boolean inside = caught.chain().anyMatch(each -> thrown.stream().anyMatch(each::is));
        boolean wrapped = caught.isA(ExecutionException.class);
        Thrown cause = caught.cause();
        String actual = caught.inWords()
                + (wrapped ? ", cause: " + (cause == null ? "none" : cause.simpleName() + ": " + cause.message()) : "");
        return wrong(
                call.text() + ": the caller expects an ExecutionException whose cause is what the task threw, but it "
                        + actual + ".",
                inside || wrapped ? MapAdvice.WRAPPER : null,
                call.text(),
                expected,
                actual);
    }

    static CheckFailedError wrong(
            String message, @Nullable Advice advice, String call, String expected, String actual) {
        return CheckFailedError.because(message, advice, null, new Evidence.Counterexample(call, expected, actual));
    }
}
