package lockstep.engine.explain;

import java.util.List;
import lockstep.engine.control.Access;
import lockstep.engine.trace.Event;
import lockstep.engine.trace.TraceStep;
import org.jspecify.annotations.Nullable;

/** Where threads asked for a lock and were told that they cannot have it. */
final class Refusals {

    private final TracedExecution execution;
    private final List<TraceStep> steps;

    Refusals(TracedExecution execution) {
        this.execution = execution;
        this.steps = execution.steps();
    }

    private static boolean asks(TraceStep step) {
        return step.event() instanceof Event.Call call && call.operation().asksForLock();
    }

    private String methodOf(TraceStep step) {
        return execution.methodAt(step.site());
    }

    private @Nullable TraceStep before(Access access) {
        TraceStep refusal = null;
        for (TraceStep step : steps.subList(0, Math.min(access.order(), steps.size()))) {
            if (step.thread() == access.thread() && step.event() instanceof Event.Acquire) {
                refusal = null;
            } else if (step.thread() == access.thread() && asks(step)) {
                refusal = step;
            }
        }
        return refusal;
    }

    /** Returns whether the thread has been refused a lock and has taken none since. */
    boolean precede(Access access) {
        return before(access) != null;
    }

    /** Returns whether the method of this access asks for the lock that was refused: itself, or by one that it calls. */
    boolean concern(Access access) {
        TraceStep refusal = before(access);
        if (refusal == null) {
            return false;
        }
        String method = execution.methodAt(access.site());
        boolean locked = methodOf(refusal).equals(method);
        for (int i = 0; i < steps.size() && !locked; i++) {
            TraceStep step = steps.get(i);
            locked = step.event().lock() == null
                    && methodOf(step).equals(method)
                    && !execution.heldAt(i).isEmpty();
        }
        return locked;
    }

    /** Returns where an actor was refused a lock and did without it for good in this method, or null. */
    @Nullable
    TraceStep accepted() {
        for (int i = 0; i < steps.size(); i++) {
            TraceStep asked = steps.get(i);
            if (asks(asked) && asked.thread() != TracedExecution.MAIN && !takesLater(i)) {
                return asked;
            }
        }
        return null;
    }

    private boolean takesLater(int position) {
        TraceStep asked = steps.get(position);
        return steps.subList(position, steps.size()).stream()
                .anyMatch(step -> step.thread() == asked.thread()
                        && step.event() instanceof Event.Acquire
                        && methodOf(step).equals(methodOf(asked)));
    }
}
