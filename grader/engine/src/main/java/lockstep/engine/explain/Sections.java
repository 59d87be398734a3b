package lockstep.engine.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lockstep.engine.trace.Event;
import lockstep.engine.trace.SharedVariable;
import lockstep.engine.trace.TraceStep;
import org.jspecify.annotations.Nullable;

/** Finds what threads do in one section under a lock that they rely on in the next one. */
final class Sections {

    private final List<TraceStep> steps;

    private Sections(List<TraceStep> steps) {
        this.steps = steps;
    }

    /**
     * Returns where a thread changes, in a second section, what it has only looked at in the first one and another thread
     * has changed in between; or null.
     */
    static @Nullable Diagnosis apart(TracedExecution execution) {
        return new Sections(execution.steps()).apart();
    }

    /** The positions where the sections' owner changes. */
    private List<Integer> turns() {
        List<Integer> turns = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            TraceStep step = steps.get(i);
            boolean another =
                    turns.isEmpty() || steps.get(turns.get(turns.size() - 1)).thread() != step.thread();
            if (takes(step) && step.site() >= 0 && another) {
                turns.add(i);
            }
        }
        return turns;
    }

    private static boolean takes(TraceStep step) {
        return step.event() instanceof Event.Acquire
                || step.event() instanceof Event.Call call && call.operation().takesOwnerless();
    }

    private @Nullable Diagnosis apart() {
        List<Integer> turns = turns();
        for (int i = 0; i + 2 < turns.size(); i++) {
            TraceStep first = steps.get(turns.get(i));
            TraceStep other = steps.get(turns.get(i + 1));
            TraceStep again = steps.get(turns.get(i + 2));
            int to = i + 3 < turns.size() ? turns.get(i + 3) : steps.size();
            if (first.thread() == again.thread()
                    && again.thread() != TracedExecution.MAIN
                    && other.thread() != TracedExecution.MAIN
                    && isStale(turns.get(i), turns.get(i + 1), turns.get(i + 2), to)) {
                return Diagnosis.at(
                        again.site(), BugPattern.CHECK_APART_FROM_ACT, again.threadName(), other.threadName());
            }
        }
        return null;
    }

    /**
     * Whether a variable is read last in the first part, and written in both of the others. Whoever has waited and then
     * looked again does not rely on what it had seen before.
     */
    private boolean isStale(int first, int second, int third, int end) {
        return steps.subList(first, second).stream()
                .filter(step -> step.thread() == steps.get(first).thread())
                .flatMap(step -> step.event() instanceof Event.Read read ? Stream.of(read.variable()) : Stream.empty())
                .distinct()
                .anyMatch(variable -> !isWritten(
                                variable, first, second, steps.get(first).thread())
                        && !isLookedAtAgain(
                                variable, second, third, steps.get(first).thread())
                        && isWritten(variable, second, third, steps.get(second).thread())
                        && isWritten(variable, third, end, steps.get(third).thread()));
    }

    private boolean isLookedAtAgain(SharedVariable variable, int from, int to, int thread) {
        return steps.subList(from, to).stream()
                .filter(step -> step.thread() == thread)
                .dropWhile(step -> !(step.event() instanceof Event.Return))
                .anyMatch(step -> step.event() instanceof Event.Read read && read.variable() == variable);
    }

    private boolean isWritten(SharedVariable variable, int from, int to, int thread) {
        return steps.subList(from, to).stream()
                .anyMatch(step -> step.thread() == thread
                        && step.event() instanceof Event.Write write
                        && write.variable() == variable);
    }
}
