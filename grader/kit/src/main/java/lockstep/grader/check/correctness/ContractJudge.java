package lockstep.grader.check.correctness;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import lockstep.engine.Actors;
import lockstep.engine.Budget;
import lockstep.engine.Engine;
import lockstep.engine.Scenario;
import lockstep.engine.SearchResult;
import lockstep.engine.control.ExecutionResult;
import lockstep.engine.control.Fault;
import lockstep.engine.control.StuckThread;
import lockstep.grader.author.Case;
import lockstep.grader.author.Contract;
import lockstep.grader.author.RealActors;
import lockstep.grader.author.Stage;
import lockstep.grader.check.UnderControl;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.probe.AwaitedWords;
import lockstep.grader.probe.Boundary;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.probe.VerdictOf;
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

    private final Engine engine;
    private final long seed;

    ContractJudge(ClassLoader classPath, long seed) {
        this.engine = new Engine(classPath, UnderControl.WEAVING, seed);
        this.seed = seed;
    }

    private static Budget budget(Case tried) {
        // Correctness asks for one thing at a time; where the order is the question, a race check asks for all.
        return new Budget(tried.orders(), 30_000, Duration.ofSeconds(4), Math.min(4, tried.orders() - 1), 0);
    }

    Verdict judge(CheckSpec check) throws Exception {
        List<Case> cases =
                Contract.in(check.probe().className(), check.probe().member()).cases();
        Map<Case, String> lost = new LinkedHashMap<>();
        long inVain = 0;
        Stage.Pace pace = Stage.Pace.HOURS;
        for (int i = 0; i < cases.size(); i++) {
            if (inVain > MOST_IN_VAIN) {
                lost.put(cases.get(i), "it takes too many steps");
                continue;
            }
            SearchResult result = engine.search(scenario(check, i, pace), budget(cases.get(i)));
            if (result.notControlled() != null
                    && result.coverage().steps() > MOST_IN_VAIN / 4
                    && pace != Stage.Pace.SECONDS) {
                // Somebody looks every few milliseconds, for hours.
                pace = Stage.Pace.SECONDS;
                result = engine.search(scenario(check, i, pace), budget(cases.get(i)));
            }
            ExecutionResult failure = result.failure();
            if (failure != null) {
                return verdict(check, cases.get(i), failure);
            }
            String why = result.notControlled();
            if (why != null) {
                lost.put(cases.get(i), why);
                inVain += result.coverage().steps();
            }
        }
        return lost.isEmpty() ? Verdict.pass() : onRealThreads(check, lost);
    }

    private Scenario scenario(CheckSpec check, int number, Stage.Pace pace) {
        CheckSpec.Probe probe = check.probe();
        return new Scenario(
                (woven, actors) -> play(woven, probe.className(), probe.member(), number, actors, pace.name()),
                false,
                false);
    }

    private static void play(ClassLoader woven, String className, String field, int number, Actors actors, String pace)
            throws Throwable {
        try {
            Class.forName(Contract.class.getName(), true, woven)
                    .getMethod("play", String.class, String.class, int.class, Actors.class, String.class)
                    .invoke(null, className, field, number, actors, pace);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static Verdict verdict(CheckSpec check, Case tried, ExecutionResult failure) {
        Fault fault = failure.fault();
        if (fault instanceof Fault.Thrown thrown) {
            return VerdictOf.thrown(check.title(), thrown.thrown());
        }
        return new Verdict.Failed(neverEnds(tried, fault == null ? List.of() : fault.threads()));
    }

    private static Finding neverEnds(Case tried, List<StuckThread> threads) {
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
        SourceLocation line = threads.stream()
                .flatMap(thread -> Optional.ofNullable(line(thread)).stream())
                .findFirst()
                .orElse(null);
        return new Finding(
                tried.text() + " never ends.",
                tried.ifStuck(),
                line,
                List.of(new Evidence.StuckThreads(tried.text(), stuck, List.of())));
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
                try {
                    Boundary.apart(() -> {
                        each.play().on(new Stage(new RealActors(random), Stage.Pace.REAL));
                        return true;
                    });
                } catch (Exception | Error thrown) {
                    return VerdictOf.thrown(check.title(), thrown);
                }
            }
        }
        return lost.keySet().stream()
                .filter(each -> !each.onRealThreads())
                .findFirst()
                .<Verdict>map(each -> new Verdict.Inconclusive(each.text() + ": " + lost.get(each), List.of()))
                .orElseGet(Verdict::pass);
    }

    @Override
    public void close() {
        engine.close();
    }
}
