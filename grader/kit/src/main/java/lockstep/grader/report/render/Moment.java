package lockstep.grader.report.render;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.SourceLocation;

/**
 * How things stand after one step of an interleaving, as far as its steps tell.
 *
 * @param lines where each thread was last seen
 * @param values what was last read from or written to each variable
 * @param held who holds each lock
 * @param waits what each thread that cannot go on waits for
 */
record Moment(
        Map<String, SourceLocation> lines,
        Map<String, String> values,
        Map<String, String> held,
        Map<String, String> waits) {

    Moment {
        lines = new LinkedHashMap<>(lines);
        values = new LinkedHashMap<>(values);
        held = new LinkedHashMap<>(held);
        waits = new LinkedHashMap<>(waits);
    }

    /** Returns the moments after each of the steps. */
    static List<Moment> of(Evidence.Interleaving interleaving) {
        Set<String> ambiguous = ambiguous(interleaving);
        List<Moment> moments = new ArrayList<>();
        Moment now = new Moment(Map.of(), Map.of(), Map.of(), Map.of());
        Map<String, Integer> depth = new LinkedHashMap<>();
        for (Evidence.Step step : interleaving.steps()) {
            now = new Moment(now.lines, now.values, now.held, now.waits);
            now.take(step, depth);
            now.values.keySet().removeAll(ambiguous);
            moments.add(now);
        }
        return moments;
    }

    /** Variables of two objects may have one name: then somebody reads what was not the last to be read or written. */
    private static Set<String> ambiguous(Evidence.Interleaving interleaving) {
        Map<String, String> last = new LinkedHashMap<>();
        Set<String> found = new HashSet<>();
        for (Evidence.Step step : interleaving.steps()) {
            Evidence.Effect effect = step.effect();
            String value = step.value();
            if (effect != null && value != null) {
                boolean read = effect.touch() == Evidence.Touch.READ;
                if (read && !value.equals(last.getOrDefault(effect.on(), value))) {
                    found.add(effect.on());
                }
                if (read || effect.touch() == Evidence.Touch.WRITE) {
                    last.put(effect.on(), value);
                }
            }
        }
        return found;
    }

    private void take(Evidence.Step step, Map<String, Integer> depth) {
        String thread = step.thread();
        if (step.location() != null) {
            lines.put(thread, step.location());
        }
        waits.remove(thread);
        Evidence.Effect effect = step.effect();
        if (effect == null) {
            return;
        }
        switch (effect.touch()) {
            case READ, WRITE -> {
                if (step.value() != null) {
                    values.put(effect.on(), step.value());
                }
            }
            case ACQUIRE -> {
                held.put(effect.on(), thread);
                depth.merge(effect.on(), 1, Integer::sum);
            }
            case RELEASE -> {
                if (depth.merge(effect.on(), -1, Integer::sum) <= 0) {
                    depth.remove(effect.on());
                    held.remove(effect.on());
                }
            }
            case WAIT -> waits.put(thread, effect.on());
        }
    }
}
