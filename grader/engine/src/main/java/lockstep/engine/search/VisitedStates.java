package lockstep.engine.search;

import java.util.HashSet;
import java.util.Set;

/**
 * The states from which the search has gone on. Orders that differ only in steps that do not concern each other lead to
 * one state (they have one happens-before graph), so one of them is enough.
 */
interface VisitedStates {

    /** Returns whether the state is new. */
    boolean add(long state);

    /** Remembers all states. */
    static VisitedStates remembering() {
        Set<Long> seen = new HashSet<>();
        return seen::add;
    }

    /** Takes each state for new. */
    static VisitedStates forgetful() {
        return state -> true;
    }
}
