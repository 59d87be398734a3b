package lockstep.engine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import lockstep.engine.control.ControlledActors;
import lockstep.engine.control.Execution;
import lockstep.engine.control.ExecutionResult;
import lockstep.engine.control.Hooks;
import lockstep.engine.control.Limits;
import lockstep.engine.control.PooledThreads;
import lockstep.engine.control.Program;
import lockstep.engine.control.Sites;
import lockstep.engine.control.Sneaky;
import lockstep.engine.control.Strategy;
import lockstep.engine.search.Portfolio;
import lockstep.engine.search.Runner;
import lockstep.engine.search.Search;
import lockstep.engine.weave.WovenClasses;

/**
 * Runs scenarios under control, order after order. The same seed gives the same answer and the same order, whatever the
 * machine and the JDK, unless the budget's time runs out first. Used by one thread at a time; close it, as it keeps threads.
 *
 * <p>It is blind to what a controlled run cannot show: reorderings and torn words have no effect here, but the data race
 * behind them is found.
 */
public final class Engine implements AutoCloseable {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** What it takes to begin a run: the time of so many steps, by estimate. */
    private static final int USUAL_STEPS = 20;

    /** The same where classes are loaded anew for it. */
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
        return search(scenario, budget, Portfolio.STANDARD);
    }

    /** Searches by other strategies than the standard ones, or by a single one. */
    public SearchResult search(Scenario scenario, Budget budget, Portfolio portfolio) {
        return new Search(runner(scenario), budget, portfolio, seed, SYSTEM::getProcessCpuTime).search();
    }

    /** Runs one order of a scenario again; that it shows nothing is not controlled unless the order could be followed. */
    public SearchResult replay(Scenario scenario, Schedule schedule) {
        return Search.replay(runner(scenario), schedule);
    }

    /**
     * Returns which lines of classes under test have run in all executions so far, whatever their orders: an entry for each
     * class with lines.
     *
     * @param classNames with dots
     */
    public List<LineCoverage> coverage(Collection<String> classNames) {
        return classes.coverage(classNames);
    }

    /** Returns what a search found, in words: what is wrong, who did what at which line until then, and how much was tried. */
    public String describe(SearchResult result) {
        return new ResultText(program.sites(), result).toString();
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
        if (scenario.aim() == Scenario.Aim.EXACT_RESULTS) {
            execution.keepExactTime();
        }
        ExecutionResult result = execution.run(() -> play(scenario, loader));
        if (execution.startsThreadsInInitialiser()) {
            classes.startThreads();
        }
        if (result.end() == ExecutionResult.End.NOT_CONTROLLED) {
            classes.startOver();
        }
        if (Hooks.uncontrolledCalls() > uncontrolled) {
            return result.without("threads that the engine does not see run the code under test", List.of());
        }
        boolean explainsFailure = traced && result.end() == ExecutionResult.End.FAULT;
        return scenario.aim() == Scenario.Aim.EVERYTHING || explainsFailure ? result : result.withoutRaces();
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
