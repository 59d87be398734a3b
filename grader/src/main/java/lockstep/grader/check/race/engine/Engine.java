package lockstep.grader.check.race.engine;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import lockstep.grader.check.race.PassiveSubject;
import lockstep.grader.check.race.Race;
import lockstep.grader.check.race.engine.control.CarrierPool;
import lockstep.grader.check.race.engine.control.ControlledRace;
import lockstep.grader.check.race.engine.control.Execution;
import lockstep.grader.check.race.engine.control.ExecutionResult;
import lockstep.grader.check.race.engine.control.Fault;
import lockstep.grader.check.race.engine.control.Hooks;
import lockstep.grader.check.race.engine.control.Limits;
import lockstep.grader.check.race.engine.control.Program;
import lockstep.grader.check.race.engine.control.Sites;
import lockstep.grader.check.race.engine.control.Strategy;
import lockstep.grader.check.race.engine.explain.Explanation;
import lockstep.grader.check.race.engine.search.Budget;
import lockstep.grader.check.race.engine.search.Runner;
import lockstep.grader.check.race.engine.search.Schedule;
import lockstep.grader.check.race.engine.search.Search;
import lockstep.grader.check.race.engine.search.SearchResult;
import lockstep.grader.check.race.engine.weave.WovenClasses;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.probe.VerdictOf;
import lockstep.grader.verdict.Verdict;

/**
 * Judges scenarios by running them under control, order after order. The same seed gives the same answer and the same
 * order, whatever the machine and the JDK, unless the budget's time runs out first.
 *
 * <p>It is blind to what a controlled run cannot show: reorderings and torn words have no effect here, but the data race
 * behind them is found.
 */
public final class Engine implements AutoCloseable {

    /** What scenarios are written with and what takes part in the game: it waits, or starts threads. */
    private static final Set<String> PLAYING_PROBES =
            Set.of("BackgroundCall", "CallLog", "Hold", "OtherThread", "Rendezvous", "ThreadCensus", "Uninterruptibly");

    /** What it takes to begin a run, in steps. */
    private static final int USUAL_STEPS = 20;

    private static final int FRESH_CLASSES_STEPS = 400;

    private final CarrierPool carriers = new CarrierPool();
    private final Program program;
    private final WovenClasses classes;
    private final long seed;

    /**
     * @param classPath where submissions and scenarios are found
     * @param scenarios which classes belong to scenarios, by name with slashes
     * @param submissions which classes belong to the submission
     */
    public Engine(ClassLoader classPath, Predicate<String> scenarios, Predicate<String> submissions, long seed) {
        Sites sites = new Sites();
        this.program = new Program(sites, Limits.USUAL);
        this.classes = new WovenClasses(classPath, sites, scenarios, submissions);
        this.seed = seed;
    }

    /** Makes an engine for what is on the class path in a worker. */
    public static Engine forWorker(ClassLoader classPath, long seed) {
        return new Engine(classPath, Engine::isScenario, Engine::isSubmission, seed);
    }

    private static boolean isScenario(String name) {
        String simple = name.substring(name.lastIndexOf('/') + 1);
        int nested = simple.indexOf('$');
        String outer = nested < 0 ? simple : simple.substring(0, nested);
        return name.startsWith("lockstep/grader/catalog/")
                || (name.startsWith("lockstep/grader/") && outer.endsWith("Scenarios"))
                || (name.startsWith("lockstep/grader/probe/") && PLAYING_PROBES.contains(outer));
    }

    private static boolean isSubmission(String name) {
        return name.startsWith("lockstep/") && !name.startsWith("lockstep/grader/");
    }

    /** Searches for an order that makes the scenario fail. */
    public EngineOutcome judge(CheckSpec check, Budget budget) {
        SearchResult result = search(check, budget);
        String notControlled = result.notControlled();
        if (notControlled != null) {
            return new EngineOutcome.NotControlled(notControlled);
        }
        ExecutionResult failure = result.failure();
        if (failure == null) {
            return new EngineOutcome.NoFault(result.coverage());
        }
        return explain(check, failure, result.schedule(), result.coverage());
    }

    /** Searches like {@link #judge}, but leaves what is found unexplained. */
    public SearchResult search(CheckSpec check, Budget budget) {
        return new Search(runner(check), budget, seed, System::nanoTime).search();
    }

    /** Runs one order of a scenario again and explains what it shows. */
    public EngineOutcome replay(CheckSpec check, String schedule) {
        Schedule order = Schedule.parse(schedule);
        Search.Replayed replayed = Search.replayed(runner(check), order, new BitSet());
        ExecutionResult result = replayed.result();
        SearchResult.Coverage once =
                new SearchResult.Coverage(1, false, order.turns().size(), result.steps());
        return switch (result.end()) {
            case NOT_CONTROLLED ->
                new EngineOutcome.NotControlled(result.reach().lost());
            case FAULT -> explain(check, result, order, once);
            case COMPLETED, STOPPED, CUT_OFF ->
                replayed.showsRace() ? explain(check, result, order, once) : withoutFault(replayed.followed(), once);
        };
    }

    /** That a schedule cannot be followed says nothing about the code, except that it is another one. */
    private static EngineOutcome withoutFault(boolean followed, SearchResult.Coverage once) {
        return followed
                ? new EngineOutcome.NoFault(once)
                : new EngineOutcome.NotControlled("the code does not come to the places of this schedule; it is another"
                        + " one than that in which the failure was found");
    }

    private EngineOutcome explain(
            CheckSpec check, ExecutionResult failure, Schedule schedule, SearchResult.Coverage coverage) {
        Verdict verdict = new Explanation(check, failure, schedule.toString(), program.sites()).verdict();
        if (verdict instanceof Verdict.Failed failed) {
            return new EngineOutcome.Fault(failed.finding(), schedule.toString(), coverage);
        }
        if (verdict instanceof Verdict.Inconclusive inconclusive) {
            return new EngineOutcome.NotControlled(inconclusive.reason());
        }
        return new EngineOutcome.Broken(VerdictOf.inWords(verdict));
    }

    private Runner runner(CheckSpec check) {
        return new Runner() {
            @Override
            public ExecutionResult run(Strategy strategy, BitSet sites, boolean traced) {
                return Engine.this.run(check, strategy, sites, traced);
            }

            @Override
            public void startOver() {
                classes.startOver();
            }

            @Override
            public int overhead() {
                return classes.areMadeAnew() ? FRESH_CLASSES_STEPS : USUAL_STEPS;
            }
        };
    }

    private ExecutionResult run(CheckSpec check, Strategy strategy, BitSet sites, boolean traced) {
        long strangers = Hooks.strangers();
        ClassLoader loader = classes.fresh();
        Execution execution = new Execution(program, carriers, strategy, sites, traced);
        ExecutionResult result = execution.run(() -> play(loader, check));
        if (result.end() == ExecutionResult.End.NOT_CONTROLLED) {
            classes.startOver();
        }
        if (Hooks.strangers() > strangers) {
            return result.without("threads that the engine does not see run the submission's code", List.of());
        }
        if (result.end() != ExecutionResult.End.FAULT) {
            return result;
        }
        if (classes.mayUseCommonPool() && isHalt(result)) {
            // A worker that the common pool failed to make looks the same; it would be the engine's fault.
            return result.without("it came to a halt with fork-join tasks or completable futures", result.races());
        }
        String inOneThread = result.reach().inOneThread();
        if (!inOneThread.isEmpty() && !isPassive(check)) {
            // In several threads it might have gone well.
            return result.without(inOneThread, result.races());
        }
        return result;
    }

    private static boolean isHalt(ExecutionResult result) {
        return result.fault() instanceof Fault.Stuck || result.fault() instanceof Fault.NoProgress;
    }

    private static boolean isPassive(CheckSpec check) {
        try {
            return Class.forName(check.probe().className()).isAnnotationPresent(PassiveSubject.class);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private void play(ClassLoader loader, CheckSpec check) {
        try {
            Class<?> type = Class.forName(check.probe().className(), true, loader);
            if (type.getClassLoader() != loader) {
                throw new IllegalStateException("not a scenario by its name: " + check.probe());
            }
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            Method method = type.getDeclaredMethod(check.probe().member(), Race.class);
            method.setAccessible(true);
            method.invoke(constructor.newInstance(), new ControlledRace(seed));
        } catch (InvocationTargetException e) {
            throw Sneaky.<RuntimeException>rethrow(e.getCause() == null ? e : e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no scenario " + check.probe(), e);
        }
    }

    @Override
    public void close() {
        carriers.close();
    }

    /** Throws what a scenario throws, whatever it is. */
    private static final class Sneaky {
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        static <X extends Throwable> X rethrow(Throwable thrown) throws X {
            throw (X) thrown;
        }
    }
}
