package lockstep.engine.search;

import java.util.BitSet;
import lockstep.engine.control.ExecutionResult;
import lockstep.engine.control.Strategy;

/** Runs the scenario once. */
public interface Runner {

    /**
     * Runs it once more.
     *
     * @param decisionSites where to ask the strategy; grows
     * @param traced whether to note each step
     */
    ExecutionResult run(Strategy strategy, BitSet decisionSites, boolean traced);

    /** Returns how many steps could be taken in the time that it takes to begin a run. */
    int overhead();

    /** Makes the next run begin with classes that no run before has touched. */
    default void startOver() {}
}
