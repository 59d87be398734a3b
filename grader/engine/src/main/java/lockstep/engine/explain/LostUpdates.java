package lockstep.engine.explain;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lockstep.engine.trace.Event;
import lockstep.engine.trace.Operation;
import lockstep.engine.trace.SharedVariable;
import lockstep.engine.trace.TraceStep;
import lockstep.engine.trace.Value;
import org.jspecify.annotations.Nullable;

/** Finds two threads that read one value before either wrote. */
final class LostUpdates {

    private LostUpdates() {}

    static @Nullable LostUpdate of(TracedExecution execution) {
        List<TraceStep> steps = execution.steps();
        Map<SharedVariable, Map<Integer, TraceStep>> reads = new IdentityHashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            TraceStep step = steps.get(i);
            if (step.event() instanceof Event.Read read) {
                reads.computeIfAbsent(read.variable(), key -> new HashMap<>()).put(step.thread(), step);
            } else if (step.event() instanceof Event.Write write) {
                Map<Integer, TraceStep> readers = reads.getOrDefault(write.variable(), new HashMap<>());
                TraceStep other = otherThan(step.thread(), readers);
                int later = other == null ? -1 : writeOf(other.thread(), write.variable(), steps, i);
                if (other != null && readers.containsKey(step.thread()) && later >= 0) {
                    return new LostUpdate(
                            write.variable(),
                            List.of(step.threadName(), other.threadName()),
                            valueOf(other),
                            Objects.equals(write.value(), written(steps.get(later))) ? write.value() : null,
                            steps.get(later).site(),
                            List.of(i, later));
                }
                readers.remove(step.thread());
            }
        }
        return null;
    }

    private static @Nullable Value valueOf(TraceStep read) {
        return read.event() instanceof Event.Read it ? it.value() : null;
    }

    private static @Nullable Value written(TraceStep step) {
        return step.event() instanceof Event.Write write ? write.value() : null;
    }

    private static @Nullable TraceStep otherThan(int thread, Map<Integer, TraceStep> readers) {
        return readers.entrySet().stream()
                .filter(entry -> entry.getKey() != thread)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Returns where the thread writes what it read before this step, or -1 if it reads again before or never writes. */
    private static int writeOf(int thread, SharedVariable variable, List<TraceStep> steps, int from) {
        for (int i = from; i < steps.size(); i++) {
            TraceStep step = steps.get(i);
            if (step.thread() == thread && step.touches(variable)) {
                return step.event() instanceof Event.Write ? i : -1;
            }
        }
        return -1;
    }

    /** Returns two threads that have called {@code get} on an atomic variable before either called {@code set}, or null. */
    static @Nullable Diagnosis ofAtomics(TracedExecution execution) {
        Map<Integer, TraceStep> readers = new HashMap<>();
        for (TraceStep step : execution.steps()) {
            if (step.thread() == TracedExecution.MAIN || !(step.event() instanceof Event.Call call)) {
                continue;
            }
            Operation operation = call.operation();
            boolean isNumber = operation.calls("AtomicLong", "") || operation.calls("AtomicInteger", "");
            if (isNumber && operation.name().equals("get")) {
                readers.put(step.thread(), step);
            } else if (isNumber && operation.name().equals("set")) {
                TraceStep other = otherThan(step.thread(), readers);
                if (readers.containsKey(step.thread()) && other != null) {
                    return Diagnosis.at(
                            step.site(), BugPattern.ATOMIC_IN_TWO_STEPS, step.threadName(), other.threadName());
                }
                readers.remove(step.thread());
            }
        }
        return null;
    }
}
