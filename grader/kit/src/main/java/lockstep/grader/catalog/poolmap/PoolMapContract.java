package lockstep.grader.catalog.poolmap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import lockstep.engine.explain.BugPattern;
import lockstep.grader.author.Case;
import lockstep.grader.author.ParallelCall;
import lockstep.grader.author.ParallelChecks;
import lockstep.grader.author.Probe;
import lockstep.grader.author.Sign;
import lockstep.grader.author.Stage;
import lockstep.grader.check.race.ParallelScenarios;
import lockstep.grader.check.race.Race;
import lockstep.grader.exercise.Check;
import lockstep.grader.exercise.NamesMistake;
import lockstep.grader.exercise.mistakes.MistakeCatalog;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.Expect;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.probe.Thrown;
import lockstep.grader.probe.ThrownBySubmission;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** What {@code map} promises. */
@NamesMistake(
        pattern = BugPattern.SHARED_COLLECTION,
        mistake = "P5",
        calling = {"ArrayList", "LinkedList", "List", "Collection"})
public final class PoolMapContract implements ParallelCall {

    private static final Map<Sign, String> MISTAKES = Map.ofEntries(
            Map.entry(Sign.ONE_AFTER_THE_OTHER, "P1"),
            Map.entry(Sign.LEFT_WAITING, "P2"),
            Map.entry(Sign.LEFT_WAITING_BY_FAILURE, "P3"),
            Map.entry(Sign.ORDER_OF_COMPLETION, "P4"),
            Map.entry(Sign.READ_TOO_EARLY, "P6"),
            Map.entry(Sign.WAITED_WITH_LIMIT, "P8"),
            Map.entry(Sign.TOO_MANY, "P9"),
            Map.entry(Sign.WRONG_NUMBER, "P9"),
            Map.entry(Sign.NOT_SHARED, "P10"),
            Map.entry(Sign.COMMON_POOL, "P11"),
            Map.entry(Sign.SWALLOWED, "P12"),
            Map.entry(Sign.WRAPPED, "P13"),
            Map.entry(Sign.WORKER_DIED, "P14"),
            Map.entry(Sign.FEW_ELEMENTS, "P17"),
            Map.entry(Sign.STARVED, "P19"),
            Map.entry(Sign.TWICE, "P22"));

    private static final Advice WORKER_WAITS = new Advice(
            "A worker that joins a task waits for it. If another worker has taken that task, the one that joins is idle"
                    + " until it is done, though inputs are left.",
            "Which of your tasks wait for other tasks? What if only the caller waited?",
            null);
    private static final Advice CALLER_HELPS = new Advice(
            "A caller that computes itself is one more than the workers that it has asked for, and hands out nothing"
                    + " meanwhile.",
            "How does the calling thread come to the task? A pool that has no place for a task may let the thread run it"
                    + " that submits it.",
            "P9");
    private static final Advice LEFT_AT_WORK = new Advice(
            "A thread that still runs the task when map has thrown uses what the caller counts on having for itself again.",
            "Who waits until all threads have ended, on every way out? And what can end that wait too early: an exception,"
                    + " an interrupt, a second one?",
            null);
    private static final Advice SHARED_POOL = new Advice(
            "The pool lives for one call alone: shared threads tie calls together that know nothing of each other.",
            "Where is your pool created, and who else can reach it?",
            null);

    /** Where no mistake of the catalogue says as much. */
    private static final Map<Sign, Advice> ADVICE = Map.of(
            Sign.CALLER_HELPS,
            CALLER_HELPS,
            Sign.LEFT_AT_WORK,
            LEFT_AT_WORK,
            Sign.WORKER_WAITS,
            WORKER_WAITS,
            Sign.SHARED_THREADS,
            SHARED_POOL);

    private static final ParallelChecks MAP = new ParallelChecks(new PoolMapContract());
    private static final ParallelScenarios RACES = new ParallelScenarios(new PoolMapContract());
    private static final int MAX_WORKERS = 4;

    @Check(
            id = "maps-in-order",
            title = "Returns each input's result at the input's place",
            points = 5,
            why =
                    "Tasks end in any order; the caller needs the result of the first input first, and needs all of them.",
            hint =
                    "Where does your code keep the result of input i until all are there, and what makes it wait for it?")
    static final Probe MAPS_IN_ORDER = MAP.resultsInAnyOrder(4)
            .and(MAP.results(
                    Setting.of(0, 3, 2),
                    Setting.of(0, 20, 4).with("i -> i * i", i -> i * i),
                    Setting.of(0, 7, 1).with("i -> i * i", i -> i * i),
                    Setting.of(0, 1_001, 3).with("i -> i * i", i -> i * i),
                    Setting.of(0, 2_000, 2)));

    @Check(
            id = "borders",
            title = "Takes any list and any result",
            points = 3,
            why =
                    "An empty list, equal inputs, more workers than inputs and null results are ordinary cases; the inputs"
                            + " belong to the caller.",
            hint =
                    "Go through your code with no input, with 2 inputs and 5 workers, and with a task that returns null or an"
                            + " exception.",
            ground = "correctness.maps-in-order")
    // What mixes up equal inputs goes wrong with null, too: the first tells more.
    static final Probe BORDERS = Probe.of(
                    Case.of("map(s -> numbers.next(), [a, a, b, a], 2)", PoolMapContract::equalInputs),
                    Case.of("map(s -> s + s, [a, b, c], 2)", PoolMapContract::strings),
                    Case.of("map(i -> i + 1, inputs, 2)", PoolMapContract::sameInputs))
            .and(MAP.results(
                    Setting.of(0, 0, 3),
                    Setting.of(0, 0, 1),
                    Setting.of(0, 1, 3),
                    Setting.of(0, 2, 5),
                    Setting.of(0, 4, 4),
                    Setting.of(0, 7, 3),
                    Setting.of(0, 2, 50),
                    sometimesNull(Setting.of(0, 3, 2)),
                    sometimesNull(Setting.of(0, 40, 3)),
                    Setting.of(0, 3, 2).with("i -> null", i -> null),
                    // What a submission may use itself to note how a task has ended.
                    sometimes("new IllegalStateException()", new IllegalStateException()),
                    sometimes("new ExecutionException(cause)", new ExecutionException(new IOException("cause"))),
                    sometimes("CompletableFuture.completedFuture(7)", CompletableFuture.completedFuture(7)),
                    sometimes("Optional.empty()", Optional.empty()),
                    sometimes("List.of()", List.of())))
            .and(Probe.ofNumbers(number -> MAP.results(Stream.of(Setting.around(number, 2))
                    .map(PoolMapContract::sometimesNull)
                    .toArray(Setting[]::new))))
            .and(MAP.rejects(Setting.of(0, 3, 0), Setting.of(0, 0, 0), Setting.of(0, 3, -1), Setting.of(0, 0, -1)));

    @Check(
            id = "exactly-once",
            title = "Maps each input exactly once",
            points = 2,
            why = "A task may cost much or change something: the caller counts on one application per input.",
            hint =
                    "Count the places where your code applies the task, and check where each worker's part begins and ends.",
            ground = "correctness.maps-in-order")
    static final Probe EXACTLY_ONCE = MAP.resultsByOnce(
                    Setting.of(0, 23, 1), Setting.of(0, 23, 3), Setting.of(0, 23, 8), Setting.of(0, 1_001, 4))
            .and(Probe.ofNumbers(number -> MAP.resultsByOnce(Setting.around(number, 2))));

    @Check(
            id = "task-failure",
            title = "Reports what a task throws",
            points = 3,
            why = "The caller has to learn that there is no complete result, and from the exception's cause why.",
            hint = "What does your code do with what a task throws? Follow it from the worker to the caller.",
            ground = "correctness.maps-in-order")
    static final Probe TASK_FAILURE = MAP.failures();

    @Check(
            id = "at-once",
            title = "Maps inputs at the same time",
            points = 0,
            why =
                    "Races and speed are questions about tasks that run at the same time; one task at a time has neither.",
            hint =
                    "When does your code ask for the first result, and have other tasks been handed to the pool by then?",
            ground = "correctness.maps-in-order")
    static final Probe AT_ONCE = MAP.atOnce();

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
    static final Probe AT_LEAST_WORKERS = MAP.busy(
                    Setting.of(0, 9, 3),
                    Setting.of(0, 6, 2),
                    Setting.of(0, 24, 8),
                    Setting.of(0, 3, 3),
                    Setting.of(0, 40, 20),
                    Setting.of(0, 1_002, 3))
            .and(MAP.goesOn(Setting.of(0, 9, 3), Setting.of(0, 1_002, 3)))
            .and(Probe.ofNumbers(number -> MAP.busy(Setting.around(number, 2))));

    @Check(
            id = "at-most-workers",
            title = "Runs no more tasks at a time than there are workers",
            points = 4,
            why =
                    "The number of workers is a promise: the caller may have memory or connections for so many tasks only.",
            hint = "Which kind of pool has a fixed number of threads, and which kinds grow? Does your caller help?",
            ground = "correctness.maps-in-order")
    static final Probe AT_MOST_WORKERS = MAP.noMore(
                    Setting.of(0, 4, 1),
                    Setting.of(0, 12, 3),
                    Setting.of(0, 2, 7),
                    Setting.of(0, 150, 2),
                    Setting.of(0, 1_001, 3),
                    Setting.of(0, 1, 3))
            .and(Probe.ofNumbers(number -> MAP.noMore(Setting.around(number, 2))));

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
    static final Probe THREADS_END = MAP.ends();

    @Check(
            id = "interrupt",
            title = "Stops waiting when it is interrupted",
            points = 2,
            why = "An interrupt asks a waiting thread to give up. Who swallows it keeps a program from being stopped.",
            hint =
                    "Look at each catch of InterruptedException: the signature allows it to reach the caller. What has to end"
                            + " before it does?",
            ground = "correctness.maps-in-order")
    static final Probe INTERRUPT = MAP.interrupts();

    @Check(
            id = "nested",
            title = "Lets a task call map itself",
            points = 2,
            why =
                    "A task is any code, also one that uses your class. Threads that wait for each other in a ring never go on.",
            hint = "Where is your pool created, and does a task hold anything that another call needs?",
            ground = "correctness.maps-in-order")
    static final Probe NESTED = MAP.nested();

    @Check(
            id = "calls-apart",
            title = "Gives each call a pool of its own",
            points = 2,
            why = "The pool lives for one call alone: calls that share threads or fields disturb each other.",
            hint =
                    "Which variables outlive a call? Each one in a field is shared by all calls on that instance, each static"
                            + " one by all calls there are.",
            ground = "correctness.maps-in-order")
    static final Probe CALLS_APART = MAP.independent(true);

    @Check(
            id = "tasks-meet",
            title = "Tasks that end at the same time",
            points = 8,
            why =
                    "Two tasks that put their results into one unguarded collection at the same time overwrite each other.",
            hint =
                    "Which object do two workers write? Let each task hand its result over, or give each a place of its own.",
            ground = {"correctness.maps-in-order", "correctness.at-once"})
    void tasks_meet(Race race) {
        int workers = race.size(2, MAX_WORKERS);
        RACES.meet(race, workers, workers);
    }

    @Check(
            id = "many-results",
            title = "Many short tasks",
            points = 8,
            why = "Short tasks end so close to each other that each unguarded write meets another one sooner or later.",
            hint = "Follow one result from the worker to the list that you return: who else writes there meanwhile?",
            ground = {"correctness.maps-in-order", "correctness.at-once"})
    void many_results(Race race) {
        // With one input, a worker has nothing to do.
        int inputs = race.oneOf(2) == 0 ? race.size(3, 200) : 1;
        RACES.meet(race, race.size(2, 3), inputs);
    }

    @Check(
            id = "two-throw-at-once",
            title = "Two tasks that fail at the same time",
            points = 4,
            why = "If two tasks fail at once, the caller gets an ExecutionException with one of their exceptions as its"
                    + " cause.",
            hint = "Where does your code keep what a task threw, and what happens if two tasks do it at the same time?",
            ground = {"correctness.maps-in-order", "correctness.at-once", "correctness.task-failure"})
    void two_throw_at_once(Race race) {
        RACES.twoFail(race);
    }

    @Check(
            id = "two-calls-at-once",
            title = "Two calls at the same time",
            points = 6,
            why =
                    "Whoever uses your class may call it from several threads; each call has its own pool and its own results.",
            hint = "Which variables outlive a call? Each one in a field is shared by all calls on that instance.",
            ground = {"correctness.maps-in-order", "correctness.at-once"})
    void two_calls_at_once(Race race) {
        RACES.twoCalls(race);
    }

    @NamesMistake(pattern = BugPattern.NESTED_IN_ONE_POOL, mistake = "P19")
    @Check(
            id = "nested",
            title = "Tasks that map at the same time",
            points = 4,
            why = "A task may call map itself. Calls that share threads or locks can wait for each other in a ring.",
            hint = "Does a call hold anything while it waits that another call needs to go on?",
            ground = {"correctness.maps-in-order", "correctness.at-once", "correctness.nested"})
    void nested(Race race) {
        RACES.nested(race);
    }

    private static Setting sometimesNull(Setting plain) {
        return plain.with("i -> i % 2 == 0 ? i : null", i -> i % 2 == 0 ? i : null);
    }

    private static Setting sometimes(String text, Object result) {
        return Setting.of(0, 3, 2).with("i -> i == 1 ? " + text + " : i", i -> i == 1 ? result : i);
    }

    private static void equalInputs(Stage stage) throws Exception {
        AtomicInteger number = new AtomicInteger();
        keyed(
                "map(s -> numbers.next(), [a, a, b, a], 2)",
                "four different numbers",
                () -> new SubmittedMap().map(s -> number.getAndIncrement(), List.of("a", "a", "b", "a"), 2),
                answer -> answer.size() == 4 && new HashSet<>(answer).size() == 4);
    }

    /** Results that only a map by input or by value would mix up. */
    private static void keyed(String call, String expected, Callable<List<?>> body, Predicate<List<?>> right)
            throws Exception {
        String actual;
        SourceLocation line = null;
        try {
            List<?> answer = body.call();
            line = SubmissionFrames.returnedAt();
            if (right.test(answer)) {
                return;
            }
            actual = "gave " + answer;
        } catch (ThrownBySubmission e) {
            actual = e.thrown().inWords();
        }
        CheckFailedError wrong = CheckFailedError.because(
                call + ": expected " + expected + ", but it " + actual + ".",
                MistakeCatalog.adviceOn("P18"),
                null,
                new Evidence.Counterexample(call, expected, actual));
        throw wrong.answeredAt(line);
    }

    private static void strings(Stage stage) throws Exception {
        Function<String, String> twice = s -> s + s;
        Expect.answer(
                List.of("aa", "bb", "cc"),
                "map(s -> s + s, [a, b, c], 2)",
                () -> new SubmittedMap().map(twice, List.of("a", "b", "c"), 2));
    }

    private static void sameInputs(Stage stage) throws Exception {
        Function<Integer, Integer> next = i -> i + 1;
        List<Integer> inputs = new ArrayList<>(List.of(3, 1, 2));
        for (List<Integer> list : List.of(inputs, Collections.unmodifiableList(inputs))) {
            Expect.answer(
                    List.of(4, 2, 3), "map(i -> i + 1, [3, 1, 2], 2)", () -> new SubmittedMap().map(next, list, 2));
        }
        Expect.same(List.of(3, 1, 2), "inputs after map(i -> i + 1, inputs, 2)", inputs);
    }

    @Override
    public Instance instance() {
        SubmittedMap map = new SubmittedMap();
        return (first, end, task, workers) -> map.mapAsIs(
                task, new ArrayList<>(LongStream.range(first, end).boxed().toList()), workers);
    }

    @Override
    public String text(long first, long end, String function, int workers) {
        List<Long> inputs =
                LongStream.range(first, Math.min(end, first + 7)).boxed().toList();
        return "map(" + function + ", " + (end - first <= 6 ? inputs : "[" + first + ", ..., " + (end - 1) + "]") + ", "
                + workers + ")";
    }

    @Override
    public String function() {
        return "task";
    }

    @Override
    public String worker() {
        return "worker";
    }

    @Override
    public Object result(List<@Nullable Object> values) {
        return values;
    }

    @Override
    public String failure() {
        return "throws ExecutionException whose cause is the very object that the task threw";
    }

    @Override
    public @Nullable Thrown thrownByFunction(Thrown caught) {
        return caught.isA(ExecutionException.class) ? caught.cause() : null;
    }

    @Override
    public boolean throwsUndeclared() {
        return true;
    }

    @Override
    public @Nullable Advice advice(Sign sign) {
        Advice own = ADVICE.get(sign);
        if (own != null) {
            return own;
        }
        String mistake = MISTAKES.get(sign);
        return mistake == null ? null : MistakeCatalog.adviceOn(mistake);
    }
}
