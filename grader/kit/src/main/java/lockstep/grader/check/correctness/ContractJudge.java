package lockstep.grader.check.correctness;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import lockstep.engine.Actors;
import lockstep.engine.Budget;
import lockstep.engine.Engine;
import lockstep.engine.Scenario;
import lockstep.engine.SearchResult;
import lockstep.engine.control.ExecutionResult;
import lockstep.engine.control.Fault;
import lockstep.engine.control.Line;
import lockstep.engine.control.Sites;
import lockstep.engine.control.StuckThread;
import lockstep.engine.explain.BugPattern;
import lockstep.engine.explain.Diagnosis;
import lockstep.engine.explain.Explanation;
import lockstep.grader.author.Case;
import lockstep.grader.author.Contract;
import lockstep.grader.author.RealActors;
import lockstep.grader.author.Seeds;
import lockstep.grader.author.Stage;
import lockstep.grader.check.UnderControl;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.explain.ExecutionVerdict;
import lockstep.grader.probe.AwaitedWords;
import lockstep.grader.probe.CoreWait;
import lockstep.grader.probe.OtherThread;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.probe.VerdictOf;
import lockstep.grader.verdict.Coverage;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.SourceLocation;
import lockstep.grader.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Judges contracts case by case: under control and in virtual time, in a few orders each; on real threads what the engine
 * does not control.
 */
final class ContractJudge implements AutoCloseable {

    /** What goes on in vain for so many steps is left to real threads: they are faster then. */
    private static final long MOST_IN_VAIN = 1_000_000;

    /** Executions of so many steps do not come from the case. */
    private static final long VERY_LONG = 150_000;

    /** An execution of more steps goes in circles. */
    private static final int MOST_STEPS = 30_000;

    /** Where three threads look every millisecond for seconds, it does not. */
    private static final int MOST_STEPS_WATCHED = 300_000;

    /** In so many orders a case is tried whose executions are that long. */
    private static final int FEW = 2;

    /** What is not decided with so much processor time is left to real threads: a check has to be over in time. */
    private static final Duration MOST_UNDER_CONTROL = Duration.ofSeconds(14);

    /** The same on the clock, where others take most of the machine. */
    private static final Duration LONGEST_UNDER_CONTROL = Duration.ofSeconds(16);

    /** A case on real threads waits for longer than this only if it never ends. */
    private static final Duration LONGEST = Duration.ofSeconds(12);

    /** So many steps, less than a second's, may be spent on what the submission's constants suggest. */
    private static final long MOST_FOR_SEEDS = 250_000;

    /** On a machine so slow that they take longer, some are left out: a check that is not over in time would fail. */
    private static final Duration LONGEST_FOR_SEEDS = Duration.ofSeconds(4);

    private final Engine engine;
    private final Seeds seeds;
    private final @Nullable SourceLocation shared;
    private final long seed;
    private boolean outOfControl;

    /**
     * Makes one for a submission.
     *
     * @param seeds its constants
     * @param shared where it has a static field by which its objects may have something in common, or null
     */
    ContractJudge(ClassLoader classPath, Seeds seeds, @Nullable SourceLocation shared, long seed) {
        this.engine = new Engine(classPath, UnderControl.WEAVING, seed);
        this.seeds = seeds;
        this.shared = shared;
        this.seed = seed;
    }

    Verdict judge(CheckSpec check) throws Exception {
        Contract contract = Contract.in(check.probe().className(), check.probe().member());
        List<Case> cases = contract.cases(Seeds.NONE);
        if (cases.isEmpty()) {
            throw new IllegalStateException("a contract without cases asks nothing: " + check.id());
        }
        Map<Case, String> lost = new LinkedHashMap<>();
        long inVain = 0;
        TimeBox time = new TimeBox(MOST_UNDER_CONTROL, LONGEST_UNDER_CONTROL);
        Stage.Pace pace = Stage.Pace.HOURS;
        boolean hopeless = false;
        for (int i = 0; i < cases.size(); i++) {
            if (hopeless || inVain > MOST_IN_VAIN || time.isOver()) {
                lost.put(cases.get(i), "the cases before it take too many steps");
                outOfControl = true;
                continue;
            }
            SearchResult result = search(check, cases.get(i), i, pace);
            while (pace != Stage.Pace.INSTANTS && (isVeryLong(result) || isInCircles(result))) {
                // Somebody looks every few milliseconds, for as long as something takes.
                pace = Stage.Pace.values()[pace.ordinal() + 1];
                result = search(check, cases.get(i), i, pace);
            }
            hopeless = pace == Stage.Pace.INSTANTS && isVeryLong(result);
            ExecutionResult failure = result.failure();
            boolean inCircles = isInCircles(result);
            if (failure != null && !inCircles) {
                return verdict(check, cases.get(i), failure, engine.sites());
            }
            String why =
                    inCircles ? "a loop may have an end that no other thread brings about" : result.notControlled();
            if (why != null) {
                lost.put(cases.get(i), why);
                outOfControl |= !result.coverage().completed();
                inVain += result.coverage().steps();
            }
        }
        Verdict verdict = lost.isEmpty() ? Verdict.pass() : onRealThreads(check, lost);
        return verdict.equals(Verdict.pass()) ? bySeeds(check, contract.cases(seeds), cases.size()) : verdict;
    }

    /** A constant is a hint only: what cannot be decided of its cases, or not soon, is as if it had not been asked. */
    private Verdict bySeeds(CheckSpec check, List<Case> cases, int from) {
        long steps = 0;
        TimeBox time = new TimeBox(LONGEST_FOR_SEEDS, LONGEST_FOR_SEEDS);
        for (int i = from; i < cases.size() && steps < MOST_FOR_SEEDS && !time.isOver(); i++) {
            SearchResult result = search(check, cases.get(i), i, Stage.Pace.HOURS);
            steps += result.coverage().steps();
            ExecutionResult failure = result.failure();
            if (failure != null && !isInCircles(result)) {
                return verdict(check, cases.get(i), failure, engine.sites());
            }
        }
        return Verdict.pass();
    }

    /** Correctness asks for one thing at a time; where the order is the question, a race check asks for all. */
    private SearchResult search(CheckSpec check, Case tried, int number, Stage.Pace pace) {
        int orders =
                switch (pace) {
                    case HOURS -> tried.orders();
                    case SECONDS -> Math.min(FEW, tried.orders());
                    case MOMENTS, INSTANTS, REAL -> 1;
                };
        int steps = pace == Stage.Pace.HOURS ? MOST_STEPS : MOST_STEPS_WATCHED;
        Budget budget = new Budget(orders, steps, Duration.ofSeconds(4), Math.min(4, orders - 1), 0);
        return engine.search(scenario(check, tried, number, pace), budget);
    }

    private static boolean isVeryLong(SearchResult result) {
        long steps = result.coverage().steps();
        return result.notControlled() != null
                && (steps > VERY_LONG
                        || steps >= MOST_STEPS && !result.coverage().completed());
    }

    /** What spins may as well count down, or wait for what takes hours: only real time, or less of it, tells. */
    private static boolean isInCircles(SearchResult result) {
        ExecutionResult failure = result.failure();
        Fault fault = failure == null ? null : failure.fault();
        return fault != null && fault.threads().stream().anyMatch(thread -> thread.waitsFor() == null);
    }

    private Scenario scenario(CheckSpec check, Case tried, int number, Stage.Pace pace) {
        return new Scenario(
                (woven, actors) -> play(woven, check.probe(), number, actors, pace.name()),
                tried.exactTime() ? Scenario.Aim.EXACT_RESULTS : Scenario.Aim.RESULTS);
    }

    private void play(ClassLoader woven, CheckSpec.Probe probe, int number, Actors actors, String pace)
            throws Throwable {
        long[] numbers = seeds.numbers().stream().mapToLong(Long::longValue).toArray();
        long[] nanos = seeds.durations().stream().mapToLong(Duration::toNanos).toArray();
        try {
            Class.forName(Contract.class.getName(), true, woven)
                    .getMethod(
                            "play",
                            String.class,
                            String.class,
                            int.class,
                            long[].class,
                            long[].class,
                            Actors.class,
                            String.class)
                    .invoke(null, probe.className(), probe.member(), number, numbers, nanos, actors, pace);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** Where two objects disturb each other, the line is that of what they have in common. */
    private Verdict verdict(CheckSpec check, Case tried, ExecutionResult failure, Sites sites) {
        Verdict verdict = ofThreads(check, tried, failure, sites);
        if (!tried.ofTwoObjects() || shared == null || !(verdict instanceof Verdict.Failed failed)) {
            return verdict;
        }
        Finding found = failed.finding();
        return new Verdict.Failed(new Finding(found.message(), found.advice(), shared, found.evidence()));
    }

    private static Verdict ofThreads(CheckSpec check, Case tried, ExecutionResult failure, Sites sites) {
        Fault fault = failure.fault();
        if (fault instanceof Fault.Thrown thrown) {
            ExecutionVerdict explained = new ExecutionVerdict(check, failure, null, sites);
            Verdict verdict = VerdictOf.thrown(check.title(), thrown.thrown());
            return explained.isOf(BugPattern.WAIT_WITHOUT_LOOP) || explained.showsRace() && !isExplained(verdict)
                    ? explained.verdict()
                    : verdict;
        }
        Diagnosis diagnosis = Explanation.of(failure, sites).diagnosis();
        Line culprit = diagnosis == null ? null : sites.at(diagnosis.culprit()).line();
        return new Verdict.Failed(neverEnds(tried, fault == null ? List.of() : fault.threads(), culprit, sites));
    }

    /** Where a check knows what is wrong, and where, a data race that is there as well need not be the reason. */
    private static boolean isExplained(Verdict verdict) {
        if (!(verdict instanceof Verdict.Failed failed)) {
            return true;
        }
        Finding finding = failed.finding();
        boolean isPlaceless = finding.location() == null
                || finding.evidence().stream()
                        .anyMatch(each -> each instanceof Evidence.Counterexample it && it.answeredAt() != null);
        return finding.advice() != null && !isPlaceless;
    }

    /** @param culprit what is known to be at fault, or null */
    private static Finding neverEnds(Case tried, List<StuckThread> threads, @Nullable Line culprit, Sites sites) {
        List<Evidence.Stuck> stuck = threads.stream()
                .filter(thread -> threads.size() == 1 || !thread.name().equals("main"))
                .map(thread -> new Evidence.Stuck(
                        thread.name(),
                        thread.state().name(),
                        thread.waitsFor() == null ? null : AwaitedWords.of(thread.waitsFor()),
                        thread.heldBy(),
                        line(thread),
                        List.of()))
                .toList();
        return new Finding(
                tried.text() + " never ends." + kept(threads),
                tried.ifStuck(),
                culprit == null ? culprit(threads, sites) : SubmissionFrames.location(culprit),
                List.of(new Evidence.StuckThreads(tried.text(), stuck, List.of())));
    }

    private static String kept(List<StuckThread> threads) {
        return threads.stream()
                .map(thread -> switch (thread.holder()) {
                    case THREW -> " " + thread.heldBy() + " kept the lock after an exception.";
                    case LEFT -> " " + thread.heldBy() + " went on without giving the lock back.";
                    case ALIVE, NONE -> "";
                })
                .filter(sentence -> !sentence.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Who keeps what others wait for has taken it somewhere; else all that is known is where a thread waits. */
    private static @Nullable SourceLocation culprit(List<StuckThread> threads, Sites sites) {
        return Stream.concat(
                        threads.stream()
                                .filter(thread -> thread.holder() != StuckThread.Holder.NONE)
                                .map(thread -> SubmissionFrames.location(
                                        sites.at(thread.heldSince()).line())),
                        threads.stream().map(ContractJudge::line))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable SourceLocation line(StuckThread thread) {
        return SubmissionFrames.topmost(thread.stack().toArray(StackTraceElement[]::new))
                .orElse(null);
    }

    /** @param lost why the engine has not decided a case; what real threads cannot decide either stays undecided */
    private Verdict onRealThreads(CheckSpec check, Map<Case, String> lost) throws Exception {
        Random random = new Random(seed);
        for (Case each : lost.keySet()) {
            if (each.onRealThreads()) {
                Verdict verdict = onRealThreads(check, each, random);
                if (!verdict.equals(Verdict.pass())) {
                    return verdict;
                }
            }
        }
        return lost.keySet().stream()
                .filter(each -> !each.onRealThreads())
                .findFirst()
                .<Verdict>map(each -> new Verdict.Inconclusive(each.text() + ": " + lost.get(each), List.of()))
                .orElseGet(Verdict::pass);
    }

    private static Verdict onRealThreads(CheckSpec check, Case tried, Random random) throws Exception {
        CoreWait coreWait = CoreWait.fromNow();
        OtherThread<Boolean> played = OtherThread.start(() -> {
            tried.play().on(new Stage(new RealActors(random), Stage.Pace.REAL));
            return true;
        });
        try {
            played.answerWithin(LONGEST);
            return Verdict.pass();
        } catch (TimeoutException e) {
            if (coreWait.isMostOfTheTime()) {
                return new Verdict.Inconclusive(tried.text() + ": the machine was too busy", List.of());
            }
            return VerdictOf.thrown(check.title(), played.neverEnds(tried.text(), tried.ifStuck()));
        } catch (Exception | Error thrown) {
            return VerdictOf.thrown(check.title(), thrown);
        }
    }

    /** Returns the lines that have run under control; null if a case of any check could not be played like that. */
    @Nullable
    Coverage coverage(@Nullable String classes) throws IOException {
        return outOfControl ? null : UnderControl.coverage(engine, classes);
    }

    @Override
    public void close() {
        engine.close();
    }
}
