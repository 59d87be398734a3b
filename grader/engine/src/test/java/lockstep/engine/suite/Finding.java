package lockstep.engine.suite;

import lockstep.engine.control.ExecutionResult;
import lockstep.engine.control.Fault;
import org.jspecify.annotations.Nullable;

/** What the wrong one of two twins must be accused of. */
public enum Finding {
    /** An exception or a failed expectation; others may wait for ever for the thread that has failed. */
    WRONG_RESULT,
    /** No thread can go on. */
    DEADLOCK,
    /** Threads go on for ever and come to nothing. */
    LIVELOCK,
    /** Two accesses that happens-before does not order (JLS 17.4.5); no order needs to show a wrong result. */
    DATA_RACE;

    /** Returns whether an execution shows it. A data race may also show itself by what it does. */
    boolean isShownBy(@Nullable ExecutionResult failure) {
        if (failure == null) {
            return false;
        }
        Fault fault = failure.fault();
        return switch (this) {
            case WRONG_RESULT -> fault != null;
            case DEADLOCK -> fault instanceof Fault.Stuck;
            case LIVELOCK -> fault instanceof Fault.NoProgress;
            case DATA_RACE -> fault != null || !failure.races().isEmpty();
        };
    }
}
