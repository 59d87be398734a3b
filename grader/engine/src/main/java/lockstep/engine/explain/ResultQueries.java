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
    private final @Nullable Gap gap;

    /** @param gap where others have cut a call in two, or null */
    ResultQueries(TracedExecution execution, @Nullable Gap gap) {
        this.execution = execution;
        this.gap = gap;
    }

    /** Returns what is wrong, or null if that cannot be told. */
    @Nullable
    Diagnosis diagnosis() {
        LostUpdate lost = LostUpdates.of(execution);
        if (lost != null && lost.variable().isOrdering()) {
            return of(lost);
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
            return of(lost);
        }
        EndQueries ends = new EndQueries(execution);
        Diagnosis timeOut = ends.timeOut();
        Diagnosis unawaited = timeOut == null ? ends.neverAwaited() : timeOut;
        return unawaited == null && gap != null
                ? Diagnosis.of(BugPattern.NOT_ONE_STEP, gap.thread(), gap.others())
                : unawaited;
    }

    /** Returns an update that was lost, or null: threads may stand still for that as well. */
    @Nullable
    Diagnosis lostUpdate() {
        LostUpdate lost = LostUpdates.of(execution);
        return lost == null ? null : of(lost);
    }

    private Diagnosis of(LostUpdate lost) {
        boolean locked = lost.writes().stream()
                .anyMatch(position -> !execution.heldAt(position).isEmpty());
        boolean isVolatile = lost.variable().isOrdering() && !locked;
        return Diagnosis.at(lost.site(), isVolatile ? BugPattern.VOLATILE_UPDATE : BugPattern.LOST_UPDATE)
                .about(lost.variable())
                .losing(lost)
                .onlyIf(!isVolatile || !execution.keepsThreadsApart());
    }
}
