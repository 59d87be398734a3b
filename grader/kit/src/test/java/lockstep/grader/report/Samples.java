package lockstep.grader.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.ExerciseId;
import lockstep.grader.exercise.Rubric;
import lockstep.grader.score.ExerciseResult;
import lockstep.grader.score.ScoringPolicy;
import lockstep.grader.submission.SourceFile;
import lockstep.grader.submission.Submission;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.CheckResult;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.SourceLocation;
import lockstep.grader.verdict.Verdict;
import lockstep.lockedcounter.LockedCounter;
import lockstep.poolmap.PoolMap;
import lockstep.processqueuesum.ProcessQueueSum;
import lockstep.threadedsum.ThreadedSum;
import org.jspecify.annotations.Nullable;

/** Feedback as the grader would give it, for the tests of every form of output. */
public final class Samples {

    private static final String COUNTER = "lockstep/lockedcounter/LockedCounter.java";
    private static final String SUM = "lockstep/threadedsum/ThreadedSum.java";
    private static final String POOL = "lockstep/poolmap/PoolMap.java";

    public static final Exercise THREADED_SUM = exercise(
            "threadedsum",
            "A sum by threads",
            ThreadedSum.class,
            check("structure", "compiles", "Compiles and keeps the signatures", 0),
            check("structure", "own-threads", "Starts threads of its own", 10),
            check("correctness", "adds-up", "Adds up every element", 15),
            check("correctness", "right-threads", "As many threads as asked for", 15),
            check("race", "two-calls-at-once", "Two calls at once", 30),
            check("speedup", "at-once", "Threads work at the same time", 10),
            check("speedup", "fair-share", "Each thread has its share", 5),
            check("speedup", "wall-clock", "Faster than one thread", 15));
    public static final Exercise POOL_MAP = exercise(
            "poolmap",
            "A map on a pool",
            PoolMap.class,
            check("structure", "compiles", "Compiles and keeps the signatures", 0),
            check("structure", "own-pool", "Uses a pool of its own", 10),
            check("correctness", "maps-in-order", "Results in the order of the items", 15),
            check("correctness", "threads-end", "Leaves no thread behind", 15),
            check("race", "two-maps-at-once", "Two maps at once", 30),
            check("speedup", "wall-clock", "Faster than one thread", 20),
            check("speedup", "uneven", "Uneven items", 10));
    public static final Exercise PROCESS_SUM = exercise(
            "processqueuesum",
            "A sum by processes and a queue",
            ProcessQueueSum.class,
            check("structure", "compiles", "Compiles and keeps the signatures", 0),
            check("structure", "children-and-queue", "Starts children, collects by a queue", 10),
            check("correctness", "adds-up", "Adds up every element", 40),
            check("race", "chatty-children", "Children that say much", 20),
            check("speedup", "at-once", "Children alive at the same time", 15),
            check("speedup", "wall-clock", "Faster than one process", 15));
    public static final Exercise LOCKED_COUNTER = exercise(
            "lockedcounter",
            "A counter behind a lock",
            LockedCounter.class,
            check("structure", "compiles", "Compiles and keeps the signatures", 0),
            check("structure", "lock-no-atomics", "Locks, and no atomics", 10),
            check("correctness", "counts", "Counts one by one", 30),
            check("race", "increment-increment", "Two increments at once", 20),
            check("race", "increment-get", "An increment and a get", 20),
            check("race", "no-deadlock", "Nobody waits for ever", 10),
            check("speedup", "throughput", "Throughput under contention", 10));
    public static final List<Exercise> ALL = List.of(THREADED_SUM, POOL_MAP, PROCESS_SUM, LOCKED_COUNTER);

    private Samples() {}

    /** Full marks. */
    public static Feedback full() {
        return assemble("alice", ALL.stream().map(Samples::passed).toList());
    }

    /** Nothing written yet. */
    public static Feedback notWritten() {
        return assemble(
                "bob",
                ALL.stream()
                        .map(it -> skipped(it, ExerciseResult.Status.NOT_SUBMITTED, null, "Nothing to grade yet."))
                        .toList());
    }

    /** One exercise that does not compile, the others not written. */
    public static Feedback rejected() {
        Map<String, Verdict> verdicts = Map.of(
                "compiles",
                failed(
                        "LockedCounter.java does not compile: cannot find symbol",
                        null,
                        at(COUNTER, 23),
                        new Evidence.CompilerMessage(
                                at(COUNTER, 23),
                                "cannot find symbol\n  symbol:   variable vlaue\n  location: class LockedCounter",
                                "The name is not declared anywhere: look for a typing mistake."),
                        new Evidence.CompilerMessage(null, "1 error", null)));
        ExerciseResult counter = graded(
                LOCKED_COUNTER,
                ExerciseResult.Status.REJECTED,
                "It does not compile, so nothing could be run.",
                verdicts,
                new Verdict.Skipped("It does not compile."));
        List<ExerciseResult> results = new ArrayList<>(ALL.subList(0, 3).stream()
                .map(it -> skipped(it, ExerciseResult.Status.NOT_SUBMITTED, null, "Nothing to grade yet."))
                .toList());
        results.add(counter);
        return assemble("carol", results);
    }

    /** All correct, but the machine could not tell about time, and one engine failed. */
    public static Feedback pending() {
        List<ExerciseResult> results = new ArrayList<>();
        for (Exercise exercise : ALL) {
            results.add(graded(
                    exercise,
                    ExerciseResult.Status.GRADED,
                    null,
                    Map.of(
                            "wall-clock",
                            new Verdict.Inconclusive(
                                    "The reference itself reached only 1.1 times here: other programs kept the cores busy.",
                                    List.of(timing(1.05, 0.7, 1.4, 1.1))),
                            "throughput",
                            new Verdict.Errored("The measurement ended with an error of the grader's own.")),
                    Verdict.pass()));
        }
        return assemble("dora", results);
    }

    /** A submission over whose compilation the grader broke in one exercise; in the others a ground is undecided. */
    public static Feedback openGround() {
        List<ExerciseResult> results = new ArrayList<>();
        for (Exercise exercise : ALL) {
            CheckId compiles = exercise.rubric().checks().get(0).id();
            boolean broke = exercise == LOCKED_COUNTER;
            results.add(graded(
                    exercise,
                    broke ? ExerciseResult.Status.FAULT : ExerciseResult.Status.GRADED,
                    broke ? "Not graded to its end, by a fault of the grader: compiling it broke." : null,
                    Map.of(
                            "compiles",
                            broke
                                    ? new Verdict.Errored("compiling it broke")
                                    : new Verdict.Inconclusive("the machine stood still", List.of())),
                    new Verdict.Inconclusive("it rests on what could not be decided", List.of(), compiles)));
        }
        return assemble("gwen", results);
    }

    /** A mixed submission with every type of evidence. */
    public static Feedback mixed() {
        return assemble(
                "erik",
                List.of(
                        graded(THREADED_SUM, ExerciseResult.Status.GRADED, null, sumVerdicts(), Verdict.pass()),
                        graded(POOL_MAP, ExerciseResult.Status.GRADED, null, poolVerdicts(), Verdict.pass()),
                        graded(PROCESS_SUM, ExerciseResult.Status.GRADED, null, processVerdicts(), Verdict.pass()),
                        graded(LOCKED_COUNTER, ExerciseResult.Status.GRADED, null, counterVerdicts(), Verdict.pass())));
    }

    /** A counter alone that real threads caught, with what they saw. */
    public static Feedback caughtByRealThreads() {
        return assemble(
                "hugo",
                List.of(graded(LOCKED_COUNTER, ExerciseResult.Status.GRADED, null, counterVerdicts(), Verdict.pass())));
    }

    /** A counter in which one mistake fails three checks; another one rests on the first of them. */
    public static Feedback oneCause() {
        Advice advice = new Advice("why", "hint", "C1");
        Verdict wrong = failed(
                "It gives 41 in place of 42.",
                advice,
                at(COUNTER, 17),
                new Evidence.Counterexample("call", "42", "41"));
        return assemble(
                "ines",
                List.of(graded(
                        LOCKED_COUNTER,
                        ExerciseResult.Status.GRADED,
                        null,
                        Map.of(
                                "counts",
                                wrong,
                                "increment-increment",
                                wrong,
                                "increment-get",
                                wrong,
                                "throughput",
                                new Verdict.Skipped(
                                        "it rests on another one",
                                        LOCKED_COUNTER.rubric().checks().get(2).id())),
                        Verdict.pass())));
    }

    /** A submission whose worker dies in the first check of each exercise, so that nothing else is asked. */
    public static Feedback crashed() {
        Verdict died = failed(
                "The process ran out of memory.",
                null,
                null,
                new Evidence.Crash("out-of-memory", "more than 256 MB of heap", 3, "java.lang.OutOfMemoryError"));
        return assemble(
                "fred",
                ALL.stream()
                        .map(it -> graded(
                                it,
                                ExerciseResult.Status.GRADED,
                                null,
                                Map.of(
                                        "compiles", Verdict.pass(),
                                        "adds-up", died,
                                        "maps-in-order", died,
                                        "counts", died),
                                new Verdict.Skipped("it rests on a check which did not pass")))
                        .toList());
    }

    /** The same mixed submission with every text of the student's replaced. */
    public static Feedback hostile(String text) {
        Evidence counterexample = new Evidence.Counterexample(text, text, text, at(COUNTER, 3));
        Evidence gap = new Evidence.Gap(text, at(COUNTER, 3), at(COUNTER, 4), text);
        Evidence crash = new Evidence.Crash("exit", text, 3, text);
        Evidence leak = new Evidence.Leak("threads", List.of(text, text));
        Evidence outcomes = new Evidence.OutcomeTable(text, 10, List.of(new Evidence.OutcomeTable.Row(text, 4, false)));
        Evidence steps = new Evidence.Interleaving(
                List.of(text, "B"), List.of(new Evidence.Step(text, at(COUNTER, 3), text, text)), text, "1a.1-2f.2");
        Evidence tried = new Evidence.Exploration(0, 0, false, text);
        Evidence stuck = new Evidence.StuckThreads(
                text,
                List.of(new Evidence.Stuck(text, "BLOCKED", text, text, at(COUNTER, 3), List.of(text))),
                List.of(text, text));
        Evidence race = new Evidence.DataRace(
                text,
                new Evidence.Access(text, true, List.of(at(COUNTER, 3))),
                new Evidence.Access(text, false, List.of(at(COUNTER, 4))),
                text);
        Evidence compiler = new Evidence.CompilerMessage(at(COUNTER, 3), text, text);
        Evidence breach = new Evidence.RuleBreach(at(COUNTER, 3), text, text);
        Verdict failed = failed(
                text + "!",
                null,
                at(COUNTER, 3),
                counterexample,
                crash,
                leak,
                outcomes,
                steps,
                gap,
                tried,
                stuck,
                race,
                compiler,
                breach);
        return assemble(
                text,
                List.of(
                        graded(
                                LOCKED_COUNTER,
                                ExerciseResult.Status.GRADED,
                                null,
                                Map.of(
                                        "counts", failed,
                                        "increment-get", new Verdict.Inconclusive(text, List.of()),
                                        "increment-increment", failed),
                                new Verdict.Skipped(text)),
                        skipped(POOL_MAP, ExerciseResult.Status.REJECTED, text, text)));
    }

    /** The same feedback, of whose checks students see so much. */
    public static Feedback shown(Feedback feedback, Visibility visibility, Predicate<CheckFeedback> which) {
        return feedback.with(feedback.exercises().stream()
                .map(exercise -> exercise.with(
                        exercise.checks().stream()
                                .map(check -> which.test(check) ? check.with(visibility) : check)
                                .toList(),
                        exercise.adjustments()))
                .toList());
    }

    private static Map<String, Verdict> sumVerdicts() {
        return Map.of(
                "own-threads",
                failed(
                        "sum(...) uses a parallel stream; the task asks for threads that you start yourself.",
                        new Advice(
                                "A parallel stream decides by itself how many threads work; here you should learn to.",
                                "Make one Thread per share of the range, start them all, then join them all.",
                                "S16"),
                        at(SUM, 31),
                        new Evidence.RuleBreach(
                                at(SUM, 31),
                                "Start every thread by java.lang.Thread itself.",
                                "ThreadedSum.sum calls LongStream.parallel()")),
                "adds-up",
                failed(
                        "The last 3 of 10 elements are missing when 7 threads share them.",
                        new Advice(
                                "Each element belongs to exactly one thread; a remainder belongs to somebody too.",
                                "Print the borders of each share for 10 elements and 7 threads.",
                                "S11"),
                        at(SUM, 18),
                        new Evidence.Counterexample("new ThreadedSum(7).sum(0, 10, i -> i)", "45", "21", at(SUM, 19))),
                "fair-share",
                failed(
                        "One thread does 70 of 100 elements.",
                        null,
                        null,
                        new Evidence.WorkShare("threads", List.of(0.7, 0.1, 0.1, 0.1))),
                "wall-clock",
                failed("With 2 threads it is as slow as with one.", null, null, timing(0.98, 0.94, 1.03, 1.93)));
    }

    private static Map<String, Verdict> poolVerdicts() {
        return Map.of(
                "threads-end",
                failed(
                        "4 threads were still alive after map(...) had returned.",
                        null,
                        at(POOL, 20),
                        new Evidence.Leak(
                                "threads",
                                List.of("pool-3-thread-1 waiting in LinkedBlockingQueue.take", "pool-3-thread-2"))),
                "two-maps-at-once",
                new Verdict.Skipped("Results in the order of the items: answer that one first."),
                "wall-clock",
                new Verdict.Inconclusive("The machine was too busy to tell.", List.of(timing(1.4, 0.9, 1.9, 1.5))));
    }

    private static Map<String, Verdict> processVerdicts() {
        return Map.of(
                "adds-up",
                failed(
                        "A child ended with exit status 1 and its partial sum was taken for 0.",
                        null,
                        null,
                        new Evidence.Crash(
                                "exit",
                                "child 2 of 4",
                                1,
                                "Exception in thread \"main\" java.lang.NumberFormatException: \"\"\n"
                                        + "\tat java.base/java.lang.Long.parseLong(Long.java:678)")),
                "chatty-children",
                failed(
                        "It was stopped after 20 seconds.",
                        null,
                        null,
                        new Evidence.Crash("killed-at-limit", "no answer for 20 s", null, "")),
                "at-once",
                new Verdict.Errored("The census of processes could not be read."));
    }

    private static Map<String, Verdict> counterVerdicts() {
        Evidence interleaving = new Evidence.Interleaving(
                List.of("A", "B"),
                List.of(
                        new Evidence.Step("A", at(COUNTER, 17), "read value", "41"),
                        new Evidence.Step("B", at(COUNTER, 17), "read value", "41"),
                        new Evidence.Step("B", at(COUNTER, 17), "write value", "42"),
                        new Evidence.Step("A", at(COUNTER, 17), "write value", "42")),
                "get() returned 42, expected 43",
                "1a.1");
        Evidence race = new Evidence.DataRace(
                "LockedCounter.value",
                new Evidence.Access("A", true, List.of(at(COUNTER, 17), at(COUNTER, 12))),
                new Evidence.Access("B", false, List.of(at(COUNTER, 25))),
                "No unlock of A's lock comes before a lock of the same one by B.");
        Evidence outcomes = new Evidence.OutcomeTable(
                "Two threads call increment() once each, then get()",
                20_000,
                List.of(
                        new Evidence.OutcomeTable.Row("2", 19_412, true),
                        new Evidence.OutcomeTable.Row("1", 588, false)));
        return Map.of(
                "increment-increment",
                failed(
                        "Two increments at once made the counter grow by one.",
                        null,
                        at(COUNTER, 17),
                        outcomes,
                        new Evidence.Gap("A", at(COUNTER, 17), at(COUNTER, 18), "B"),
                        interleaving),
                "increment-get",
                failed("get() reads the value without the lock.", null, at(COUNTER, 25), race),
                "no-deadlock",
                failed("Two threads wait for each other for ever.", null, at(COUNTER, 40), deadlock()));
    }

    private static Evidence deadlock() {
        return new Evidence.StuckThreads(
                "Two calls of add(other) in opposite directions",
                List.of(
                        new Evidence.Stuck(
                                "A",
                                "BLOCKED",
                                "monitor of LockedCounter@1",
                                "B",
                                at(COUNTER, 40),
                                List.of("LockedCounter.add(LockedCounter.java:40)", "Scenario.left")),
                        new Evidence.Stuck(
                                "B",
                                "BLOCKED",
                                "monitor of LockedCounter@2",
                                "A",
                                at(COUNTER, 41),
                                List.of("LockedCounter.add(LockedCounter.java:41)", "Scenario.right"))),
                List.of("A", "B"));
    }

    public static Evidence.Timing timing(double ratio, double low, double high, double attainable) {
        return new Evidence.Timing(
                "sum of 4,000,000 elements",
                new Evidence.Machine(2, 2, new Evidence.Noise(1.93, 0.4, 2.1)),
                new Evidence.Times(
                        15,
                        new Evidence.Spread(101.2, 99.8, 108.4, 101.0),
                        new Evidence.Spread(101.2 / ratio, 101.2 / high, 101.2 / low, 108.0),
                        new Evidence.Spread(101.2 / attainable, 50.1, 56.0, 103.0),
                        61.0),
                new Evidence.Estimate(ratio, low, high, 95),
                new Evidence.Estimate(attainable, attainable - 0.05, attainable + 0.04, 95),
                1.5);
    }

    /** Four cores, of which a tenth of the work can use only one. */
    public static Evidence.Scaling scaling() {
        return new Evidence.Scaling(
                "sum of 4,000,000 elements",
                4,
                List.of(
                        new Evidence.Scaling.Point(1, 0.99, 1.0),
                        new Evidence.Scaling.Point(2, 1.82, 1.95),
                        new Evidence.Scaling.Point(3, 2.5, 2.9),
                        new Evidence.Scaling.Point(4, 3.08, 3.85)),
                0.1);
    }

    private static ExerciseResult passed(Exercise exercise) {
        Map<String, Verdict> verdicts = Map.of(
                "wall-clock",
                new Verdict.Passed(List.of(timing(1.91, 1.86, 1.95, 1.93), scaling())),
                "fair-share",
                new Verdict.Passed(List.of(new Evidence.WorkShare("threads", List.of(0.5, 0.5), List.of(31.5, 30.2)))),
                "throughput",
                new Verdict.Passed(List.of(timing(0.97, 0.93, 1.02, 1.0))));
        return graded(exercise, ExerciseResult.Status.GRADED, null, verdicts, Verdict.pass());
    }

    private static ExerciseResult skipped(
            Exercise exercise, ExerciseResult.Status status, @Nullable String remark, String because) {
        return graded(exercise, status, remark, Map.of(), new Verdict.Skipped(because));
    }

    /** One exercise's result from the verdicts by the checks' last words. */
    public static ExerciseResult graded(
            Exercise exercise,
            ExerciseResult.Status status,
            @Nullable String remark,
            Map<String, Verdict> verdicts,
            Verdict otherwise) {
        List<CheckSpec> checks = exercise.rubric().checks();
        return new ExerciseResult(
                exercise,
                status,
                remark,
                IntStream.range(0, checks.size())
                        .mapToObj(i -> new CheckResult(
                                checks.get(i).id(),
                                verdicts.getOrDefault(checks.get(i).id().name(), otherwise),
                                Duration.ofMillis(120 + 7L * i)))
                        .toList());
    }

    public static Feedback assemble(String id, List<ExerciseResult> results) {
        Map<ExerciseId, Submission.Part> parts = new LinkedHashMap<>();
        for (ExerciseResult result : results) {
            Exercise exercise = result.exercise();
            parts.put(
                    exercise.id(),
                    result.status() == ExerciseResult.Status.NOT_SUBMITTED
                            ? new Submission.NotSubmitted("the stub as it was")
                            : new Submission.Sources(List.of(new SourceFile(exercise.stubPath(), source(id)))));
        }
        Submission submission = new Submission(id, "ab".repeat(32), parts, Map.of(), List.of(), List.of("pom.xml"));
        return new FeedbackAssembler(new Feedback.GradedBy("1.0.0", "8f3a11d2", ScoringPolicy.TIMING), Named.NOTHING)
                .assemble(submission, null, results, runner());
    }

    /** Fifty lines, each of which says which it is and, as a comment, whose. */
    private static String source(String id) {
        return IntStream.rangeClosed(1, 50)
                .mapToObj(line -> (line % 5 == 0 ? "" : "\t") + "line(" + line + "); // "
                        + id.lines().findFirst().orElse("") + "\n")
                .collect(Collectors.joining("", "", id));
    }

    public static Runner runner() {
        return new Runner(
                new Runner.Host(2, "AMD EPYC 7B13", "Linux 6.1", "17.0.15"),
                new Runner.Isolation("none", true, false),
                Runner.Canaries.NOT_RUN,
                Instant.parse("2026-11-21T02:00:00Z"),
                14_250);
    }

    public static Verdict failed(
            String message, @Nullable Advice advice, @Nullable SourceLocation location, Evidence... evidence) {
        return new Verdict.Failed(new Finding(message, advice, location, List.of(evidence)));
    }

    public static SourceLocation at(String file, int line) {
        return new SourceLocation(file, line);
    }

    private static CheckSpec check(String kind, String name, String title, int points) {
        return new CheckSpec(
                CheckId.parse("exercise." + kind + "." + name),
                title,
                points,
                new Advice(
                        "What one thread does must not get lost in what another one does.",
                        "Ask which lock guards the field, and whether every access holds it.",
                        null),
                List.of(),
                new CheckSpec.Probe("Probe", name));
    }

    private static Exercise exercise(String slug, String title, Class<?> stub, CheckSpec... checks) {
        List<CheckSpec> own = IntStream.range(0, checks.length)
                .mapToObj(i -> new CheckSpec(
                        new CheckId(slug, checks[i].id().kind(), checks[i].id().name()),
                        checks[i].title(),
                        checks[i].points(),
                        checks[i].advice(),
                        List.of(),
                        checks[i].probe()))
                .toList();
        return new Exercise(new ExerciseId(slug), title, stub, List.of(), List.of(), List.of(), new Rubric(own));
    }
}
