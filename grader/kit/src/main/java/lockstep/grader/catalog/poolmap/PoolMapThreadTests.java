package lockstep.grader.catalog.poolmap;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import lockstep.grader.exercise.Check;
import lockstep.grader.probe.BackgroundCall;
import lockstep.grader.probe.CallLog;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.Hold;
import lockstep.grader.probe.ThreadCensus;
import lockstep.grader.probe.ThrownBySubmission;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which threads {@code map} works with, how many at a time, and when they end. */
public final class PoolMapThreadTests {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration SHORT_PATIENCE = Duration.ofMillis(600);

    @Test
    @Check(
            id = "at-once",
            title = "Maps inputs at the same time",
            points = 0,
            why =
                    "Races and speed are questions about tasks that run at the same time; one task at a time has neither.",
            hint =
                    "When does your code ask for the first result, and have other tasks been handed to the pool by then?",
            ground = "correctness.maps-in-order")
    public void at_once() throws Exception {
        Crowd.expectTwo();
    }

    @Test
    @Check(
            id = "at-least-workers",
            title = "Keeps all workers busy while there are inputs left",
            points = 4,
            why =
                    "The point of a pool is that its workers work at the same time; each one that waits is a core that does"
                            + " nothing.",
            hint =
                    "At which line does your code wait, and for whom, and have all tasks been handed to the pool by then?",
            ground = "correctness.maps-in-order")
    public void at_least_workers() throws Exception {
        for (int workers : List.of(3, 2, 8)) {
            Crowd.expectFull(workers);
        }
        Crowd.expectNextWhileOneIsBusy(3);
    }

    @Test
    @Check(
            id = "at-most-workers",
            title = "Runs no more tasks at a time than there are workers",
            points = 4,
            why =
                    "The number of workers is a promise: the caller may have memory or connections for so many tasks only.",
            hint = "Which kind of pool has a fixed number of threads, and which kinds grow? Does your caller help?",
            ground = "correctness.maps-in-order")
    public void at_most_workers() throws Exception {
        for (int workers : List.of(1, 3)) {
            Crowd.expectNoMoreThan(workers);
        }
    }

    @Test
    @Check(
            id = "threads-end",
            title = "Leaves no thread running",
            points = 3,
            why =
                    "The pool lives for one call alone: a thread that lives on keeps a program from ending, or runs tasks that"
                            + " the caller thinks are done.",
            hint =
                    "Follow every way out of your method, also those by exception: who ends the pool, and who waits until its"
                            + " threads have ended?")
    public void threads_end() throws Exception {
        ThreadCensus before = ThreadCensus.take();
        MapCall<Integer, Integer> call = MapCall.ofNumbers("i -> i", i -> i, 6, 3);
        call.answer();
        expectNobodyLeft(before, call.text() + " returned", MapAdvice.LEFT_BEHIND);
        for (int held : List.of(0, 1)) {
            expectNoEarlyThrow(held, 1 - held);
        }
    }

    private static void expectNoEarlyThrow(int held, int throwing) throws InterruptedException {
        ThreadCensus before = ThreadCensus.take();
        Hold hold = new Hold(MapCall.LIMIT);
        MapCall<Integer, Integer> call = MapCall.ofNumbers(
                "task slow at " + held + " and throwing at " + throwing,
                i -> {
                    if (i == held) {
                        hold.stay();
                    } else if (i == throwing) {
                        hold.awaitArrival(PATIENCE);
                        throw new TaskException("task(" + i + ") failed");
                    }
                    return i;
                },
                4,
                2);
        BackgroundCall<List<Integer>> running = call.startOnNew();
        boolean early;
        try {
            running.awaitArrival(hold, PATIENCE);
            early = running.endsNevertheless(SHORT_PATIENCE) && hold.isVisited();
        } finally {
            hold.letGo();
        }
        String outcome = outcome(running);
        expectNobodyLeft(before, call.text() + " " + outcome, MapAdvice.NOT_IN_FINALLY);
        if (early) {
            throw stillRunning(call.text() + " " + outcome + " while task(" + held + ") was still running.", call);
        }
    }

    private static CheckFailedError stillRunning(String message, MapCall<?, ?> call) {
        return CheckFailedError.because(
                message,
                null,
                null,
                new Evidence.Counterexample(
                        call.text(),
                        "comes back after all threads of its pool have ended",
                        "a task was still running"));
    }

    private static void expectNobodyLeft(ThreadCensus before, String after, @Nullable Advice advice)
            throws InterruptedException {
        try {
            before.expectNobodyLeft(after);
        } catch (CheckFailedError e) {
            throw CheckFailedError.because(
                    e.finding().message(), advice, null, e.finding().evidence().get(0));
        }
    }

    private static String outcome(BackgroundCall<?> running) throws InterruptedException {
        try {
            return "returned " + running.await(MapCall.LIMIT, MapAdvice.WORKER_DIED);
        } catch (ThrownBySubmission e) {
            return "threw " + e.thrown().simpleName();
        }
    }

    @Test
    @Check(
            id = "interrupt",
            title = "Stops waiting when it is interrupted",
            points = 2,
            why = "An interrupt asks a waiting thread to give up. Who swallows it keeps a program from being stopped.",
            hint =
                    "Look at each catch of InterruptedException: the signature allows it to reach the caller. What has to end"
                            + " before it does?",
            ground = "correctness.maps-in-order")
    public void interrupt() throws Exception {
        ThreadCensus before = ThreadCensus.take();
        Hold hold = new Hold(MapCall.LIMIT);
        MapCall<Integer, Integer> call = MapCall.ofNumbers(
                "slow task",
                i -> {
                    hold.stay();
                    return i;
                },
                6,
                3);
        BackgroundCall<List<Integer>> running = call.startOnNew();
        boolean early;
        try {
            running.awaitArrival(hold, PATIENCE);
            running.awaitFirstWait(SHORT_PATIENCE);
            running.interrupt();
            early = running.endsNevertheless(SHORT_PATIENCE);
        } finally {
            hold.letGo();
        }
        String when = call.text() + ", interrupted while its tasks were running";
        Expect.failure(InterruptedException.class, when, () -> running.await(MapCall.LIMIT));
        expectNobodyLeft(before, when + ", threw InterruptedException", null);
        if (early) {
            throw stillRunning(when + ", came back while a task was still running.", call);
        }
    }

    @Test
    @Check(
            id = "nested",
            title = "Lets a task call map itself",
            points = 2,
            why =
                    "A task is any code, also one that uses your class. Threads that wait for each other in a ring never go on.",
            hint = "Where is your pool created, and does a task hold anything that another call needs?",
            ground = "correctness.maps-in-order")
    public void nested() throws Exception {
        SubmittedMap instance = new SubmittedMap();
        for (int workers : List.of(1, 2)) {
            expectNested(instance, instance, workers);
            expectNested(instance, new SubmittedMap(), workers);
        }
    }

    private static void expectNested(SubmittedMap outer, SubmittedMap inner, int workers) throws Exception {
        Function<Integer, List<Integer>> task = i -> inner.map(j -> 10 * i + j, List.of(1, 2, 3), workers);
        MapCall<Integer, List<Integer>> call =
                MapCall.ofNumbers("i -> map(j -> 10 * i + j, [1, 2, 3], " + workers + ")", task, 3, workers);
        List<List<Integer>> expected = List.of(List.of(1, 2, 3), List.of(11, 12, 13), List.of(21, 22, 23));
        BackgroundCall<List<List<Integer>>> running = call.startOn(outer);
        Expect.answer(expected, call.text(), () -> running.await(MapCall.LIMIT, MapAdvice.STARVED));
    }

    @Test
    @Check(
            id = "calls-apart",
            title = "Gives each call a pool of its own",
            points = 2,
            why = "The pool lives for one call alone: calls that share threads or fields disturb each other.",
            hint =
                    "Which variables outlive a call? Each one in a field is shared by all calls on that instance, each static"
                            + " one by all calls there are.",
            ground = "correctness.maps-in-order")
    public void calls_apart() throws Exception {
        SubmittedMap instance = new SubmittedMap();
        CallLog<Integer> first = new CallLog<>();
        CallLog<Integer> second = new CallLog<>();
        MapCall<Integer, Integer> call = MapCall.ofNumbers("i -> i + 1", i -> i + 1, 8, 3);
        for (CallLog<Integer> log : List.of(first, second)) {
            BackgroundCall<List<Integer>> running = call.recordedIn(log).startOn(instance);
            Expect.answer(List.of(1, 2, 3, 4, 5, 6, 7, 8), call.text(), () -> running.await(MapCall.LIMIT));
        }
        expectApart("A later call", first, second);
        expectApartAtOnce(instance, instance);
        expectApartAtOnce(new SubmittedMap(), new SubmittedMap());
    }

    private static void expectApartAtOnce(SubmittedMap slowOne, SubmittedMap quickOne) throws Exception {
        Hold hold = new Hold(MapCall.LIMIT);
        CallLog<Integer> slowLog = new CallLog<>();
        CallLog<Integer> quickLog = new CallLog<>();
        MapCall<Integer, Integer> slow = MapCall.ofNumbers(
                        "slow task",
                        i -> {
                            hold.stay();
                            return -i;
                        },
                        4,
                        2)
                .recordedIn(slowLog);
        MapCall<Integer, Integer> quick =
                MapCall.ofNumbers("i -> i + 1", i -> i + 1, 5, 2).recordedIn(quickLog);
        BackgroundCall<List<Integer>> slowCall = slow.startOn(slowOne);
        try {
            slowCall.awaitArrival(hold, PATIENCE);
            BackgroundCall<List<Integer>> quickCall = quick.startOn(quickOne);
            // A quick call that waits for the slow one is slow, but it is not disturbed: let both go on.
            quickCall.endsNevertheless(PATIENCE);
            hold.letGo();
            Expect.answer(
                    List.of(1, 2, 3, 4, 5),
                    quick.text() + " beside another call",
                    () -> quickCall.await(MapCall.LIMIT));
            Expect.answer(
                    List.of(0, -1, -2, -3), slow.text() + " beside another call", () -> slowCall.await(MapCall.LIMIT));
            expectApart("Another call at the same time", slowLog, quickLog);
        } finally {
            hold.letGo();
        }
    }

    private static void expectApart(String who, CallLog<?> one, CallLog<?> other) {
        Set<Thread> shared = new HashSet<>(one.threads());
        shared.retainAll(other.threads());
        if (!shared.isEmpty()) {
            throw CheckFailedError.because(
                    who + " used the same threads.",
                    MapAdvice.SHARED_POOL,
                    null,
                    new Evidence.Counterexample(
                            "two calls of map",
                            "each call has threads of its own",
                            shared.size() + " threads worked for both calls"));
        }
    }
}
