package lockstep.grader.check.race.explain;

import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import lockstep.engine.control.Access;
import lockstep.engine.control.Sites;
import lockstep.engine.control.TraceStep;
import org.jspecify.annotations.Nullable;

/** Where threads asked for a lock and were told that they cannot have it. */
final class Refusals {

    private static final int MAIN = 0;

    private final List<TraceStep> steps;
    private final Sites sites;
    private final IntFunction<Set<Object>> heldAt;

    /** @param heldAt the locks that the thread of a step holds there */
    Refusals(List<TraceStep> steps, Sites sites, IntFunction<Set<Object>> heldAt) {
        this.steps = steps;
        this.sites = sites;
        this.heldAt = heldAt;
    }

    private String methodOf(TraceStep step) {
        return sites.at(step.site()).method();
    }

    private static boolean takes(TraceStep step) {
        return step.action().startsWith("lock ");
    }

    private static boolean asks(TraceStep step) {
        return step.action().endsWith(".tryLock()");
    }

    private @Nullable TraceStep before(Access access) {
        TraceStep refusal = null;
        for (TraceStep step : steps.subList(0, Math.min(access.order(), steps.size()))) {
            if (step.thread() == access.thread() && takes(step)) {
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
        String method = sites.at(access.site()).method();
        boolean locked = methodOf(refusal).equals(method);
        for (int i = 0; i < steps.size() && !locked; i++) {
            TraceStep step = steps.get(i);
            locked = step.lock() == null
                    && methodOf(step).equals(method)
                    && !heldAt.apply(i).isEmpty();
        }
        return locked;
    }

    /** Returns where an actor was refused a lock and did without it for good in this method, or null. */
    @Nullable
    TraceStep accepted() {
        for (int i = 0; i < steps.size(); i++) {
            TraceStep asked = steps.get(i);
            if (asks(asked) && asked.thread() != MAIN && !takesLater(i)) {
                return asked;
            }
        }
        return null;
    }

    private boolean takesLater(int position) {
        TraceStep asked = steps.get(position);
        return steps.subList(position, steps.size()).stream()
                .anyMatch(step -> step.thread() == asked.thread()
                        && takes(step)
                        && methodOf(step).equals(methodOf(asked)));
    }
}
