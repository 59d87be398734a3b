package lockstep.grader.check.race;

import java.util.function.Function;
import lockstep.engine.SearchResult.Coverage;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;

/** What the engine can say about a scenario. */
public sealed interface EngineOutcome {

    /** No order that was tried shows a fault. */
    record NoFault(Coverage coverage) implements EngineOutcome {
        /** Returns how much was tried, as evidence. */
        public Evidence.Exploration exploration() {
            return EngineOutcome.exploration(coverage);
        }
    }

    /**
     * An order shows a fault.
     *
     * @param schedule the order, for {@link ControlledJudge#replay}
     */
    record Fault(Finding finding, String schedule, Coverage coverage) implements EngineOutcome {
        /** Returns how much was tried until then, as evidence. */
        public Evidence.Exploration exploration() {
            return EngineOutcome.exploration(coverage);
        }
    }

    /**
     * The scenario does something that the engine does not model, so nothing can be said either way.
     */
    record NotControlled(String reason) implements EngineOutcome {
        /** Returns why nothing was decided, as evidence. */
        public Evidence.Exploration exploration() {
            return new Evidence.Exploration(0, 0, false, reason);
        }
    }

    /** The scenario itself went wrong, which is the grader's fault. */
    record Broken(String reason) implements EngineOutcome {}

    private static Evidence.Exploration exploration(Coverage coverage) {
        return new Evidence.Exploration(coverage.interleavings(), coverage.preemptions(), coverage.exhausted(), null);
    }

    /** Returns what the function for this case returns. */
    default <T> T fold(
            Function<NoFault, T> noFault,
            Function<Fault, T> fault,
            Function<NotControlled, T> notControlled,
            Function<Broken, T> broken) {
        if (this instanceof NoFault it) {
            return noFault.apply(it);
        } else if (this instanceof Fault it) {
            return fault.apply(it);
        } else if (this instanceof NotControlled it) {
            return notControlled.apply(it);
        } else {
            return broken.apply((Broken) this);
        }
    }
}
