package lockstep.engine;

import java.util.BitSet;
import java.util.List;
import lockstep.engine.control.ControlledActors;
import lockstep.engine.control.Execution;
import lockstep.engine.control.ExecutionResult;
import lockstep.engine.control.Fault;
import lockstep.engine.control.Hooks;
import lockstep.engine.control.Limits;
import lockstep.engine.control.PooledThreads;
import lockstep.engine.control.Program;
import lockstep.engine.control.Sites;
import lockstep.engine.control.Sneaky;
import lockstep.engine.control.Strategy;
import lockstep.engine.search.Budget;
import lockstep.engine.search.Runner;
import lockstep.engine.search.Schedule;
import lockstep.engine.search.Search;
import lockstep.engine.search.SearchResult;
import lockstep.engine.weave.WovenClasses;

/**
 * Runs scenarios under control, order after order. The same seed gives the same answer and the same order, whatever the
 * machine and the JDK, unless the budget's time runs out first.
 *
 * <p>It is blind to what a controlled run cannot show: reorderings and torn words have no effect here, but the data race
 * behind them is found.
 */
public final class Engine implements AutoCloseable {

    /** What it takes to begin a run, in steps. */
    private static final int USUAL_STEPS = 20;

    private static final int FRESH_CLASSES_STEPS = 400;

    private final PooledThreads pool = new PooledThreads();
    private final Program program;
    private final WovenClasses classes;
    private final long seed;

    /**
     * @param classPath where the classes under control are found
     * @param seed of all that is drawn
     */
    public Engine(ClassLoader classPath, Weaving weaving, long seed) {
        Sites sites = new Sites();
        this.program = new Program(sites, weaving, Limits.USUAL);
        this.classes = new WovenClasses(classPath, sites, weaving);
        this.seed = seed;
    }

    /** Returns the places in woven code that results speak of. */
    public Sites sites() {
        return program.sites();
    }

    /** Searches for an order that makes the scenario fail. */
    public SearchResult search(Scenario scenario, Budget budget) {
        return new Search(runner(scenario), budget, seed, System::nanoTime).search();
    }

    /** Runs one order of a scenario again, noting each step. */
    public Search.Replayed replay(Scenario scenario, Schedule schedule) {
        return Search.replayed(runner(scenario), schedule, new BitSet());
    }

    private Runner runner(Scenario scenario) {
        return new Runner() {
            @Override
            public ExecutionResult run(Strategy strategy, BitSet sites, boolean traced) {
                return Engine.this.run(scenario, strategy, sites, traced);
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

    private ExecutionResult run(Scenario scenario, Strategy strategy, BitSet sites, boolean traced) {
        long uncontrolled = Hooks.uncontrolledCalls();
        ClassLoader loader = classes.fresh();
        Execution execution = new Execution(program, pool, strategy, sites, traced);
        ExecutionResult result = execution.run(() -> play(scenario, loader));
        if (result.end() == ExecutionResult.End.NOT_CONTROLLED) {
            classes.startOver();
        }
        if (Hooks.uncontrolledCalls() > uncontrolled) {
            return result.without("threads that the engine does not see run the code under test", List.of());
        }
        if (!scenario.judgesRaces()) {
            result = result.withoutRaces();
        }
        if (result.end() != ExecutionResult.End.FAULT) {
            return result;
        }
        if (classes.mayUseCommonPool() && isHalt(result)) {
            // A worker that the common pool failed to make looks the same; it would be the engine's fault.
            return result.without("it came to a halt with fork-join tasks or completable futures", result.races());
        }
        String inOneThread = result.reach().inOneThread();
        if (!inOneThread.isEmpty() && !scenario.trustsOneThread()) {
            // In several threads it might have gone well.
            return result.without(inOneThread, result.races());
        }
        return result;
    }

    private static boolean isHalt(ExecutionResult result) {
        return result.fault() instanceof Fault.Stuck || result.fault() instanceof Fault.NoProgress;
    }

    private static void play(Scenario scenario, ClassLoader loader) {
        try {
            scenario.body().play(loader, new ControlledActors());
        } catch (Throwable thrown) {
            throw Sneaky.<RuntimeException>rethrow(thrown);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
