package lockstep.engine.explain;

import java.util.Comparator;
import lockstep.engine.trace.SharedVariable;
import lockstep.engine.trace.TraceStep;
import org.jspecify.annotations.Nullable;

/**
 * Tells what is behind a wrong result or an exception where no accesses race: each holds a lock or is atomic, so what
 * should be one step is several of them.
 */
final class ResultQueries {

    private final TracedExecution execution;

    ResultQueries(TracedExecution execution) {
        this.execution = execution;
    }

    /** Returns what is wrong, or null if that cannot be told. */
    @Nullable
    Diagnosis diagnosis() {
        LostUpdate lost = LostUpdates.of(execution);
        if (lost != null && lost.variable().isOrdering()) {
            return ofVolatile(lost);
        }
        TraceStep gaveUp = new Refusals(execution).accepted();
        if (gaveUp != null) {
            return Diagnosis.at(gaveUp.site(), BugPattern.TRY_LOCK_GIVEN_UP, gaveUp.threadName());
        }
        Diagnosis apart = Sections.apart(execution);
        if (apart != null) {
            return apart;
        }
        Diagnosis atomic = LostUpdates.ofAtomics(execution);
        if (atomic != null) {
            return atomic;
        }
        SharedVariable shared = execution
                .writtenForSeveral()
                .min(Comparator.comparing(SharedVariable::key))
                .orElse(null);
        if (shared != null) {
            return Diagnosis.of(BugPattern.STATE_OF_TWO_CALLS).about(shared);
        }
        if (lost != null) {
            return lost(lost);
        }
        EndQueries ends = new EndQueries(execution);
        Diagnosis guess = ends.timeOut();
        return guess != null ? guess : ends.neverAwaited();
    }

    private Diagnosis ofVolatile(LostUpdate lost) {
        boolean locked = lost.writes().stream()
                .anyMatch(position -> !execution.heldAt(position).isEmpty());
        return locked
                ? lost(lost)
                : Diagnosis.at(lost.site(), BugPattern.VOLATILE_UPDATE)
                        .about(lost.variable())
                        .losing(lost)
                        .onlyIf(!execution.keepsThreadsApart());
    }

    private static Diagnosis lost(LostUpdate lost) {
        return Diagnosis.at(lost.site(), BugPattern.LOST_UPDATE)
                .about(lost.variable())
                .losing(lost);
    }
}
