package lockstep.grader.check.race.explain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import lockstep.engine.control.Sites;
import lockstep.engine.control.TraceStep;
import lockstep.engine.control.Variable;
import lockstep.grader.check.race.explain.Story.LostUpdate;
import org.jspecify.annotations.Nullable;

/** Finds two threads that read one value before either wrote. */
final class LostUpdates {

    private static final Pattern GET = Pattern.compile("call Atomic(Long|Integer)\\.get\\(\\)");
    private static final Pattern SET = Pattern.compile("call Atomic(Long|Integer)\\.set\\(\\)");

    private LostUpdates() {}

    static @Nullable LostUpdate of(List<TraceStep> steps, Sites sites) {
        Map<Variable, Map<Integer, TraceStep>> reads = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            TraceStep step = steps.get(i);
            Variable variable = step.variable();
            if (variable == null || step.lock() != null) {
                continue;
            }
            Map<Integer, TraceStep> readers = reads.computeIfAbsent(variable, v -> new HashMap<>());
            if (step.action().startsWith("read ")) {
                readers.put(step.thread(), step);
            } else if (step.action().startsWith("write ")) {
                TraceStep other = otherThan(step.thread(), readers);
                int later = other == null ? -1 : writeOf(other.thread(), variable, steps, i);
                if (other != null && readers.containsKey(step.thread()) && later >= 0) {
                    return lost(step, other, variable, List.of(i, later), sites);
                }
                readers.remove(step.thread());
            }
        }
        return null;
    }

    private static LostUpdate lost(
            TraceStep step, TraceStep other, Variable variable, List<Integer> writes, Sites sites) {
        String what = step.action().substring("write ".length());
        String first = step.threadName().compareTo(other.threadName()) < 0 ? step.threadName() : other.threadName();
        String second = first.equals(step.threadName()) ? other.threadName() : step.threadName();
        String sentence = first + " and " + second + " both read " + what
                + (other.value() == null ? "" : " = " + other.value()) + " before either wrote"
                + (step.value() == null ? " it." : " " + step.value() + ".");
        return new LostUpdate(sentence, variable.isOrdering(), writes, Places.line(sites.at(step.site())));
    }

    private static @Nullable TraceStep otherThan(int thread, Map<Integer, TraceStep> readers) {
        return readers.entrySet().stream()
                .filter(entry -> entry.getKey() != thread)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Returns where the thread writes what it read before this step, or -1 if it reads again before or never writes. */
    private static int writeOf(int thread, Variable variable, List<TraceStep> steps, int from) {
        for (int i = from; i < steps.size(); i++) {
            TraceStep step = steps.get(i);
            if (step.thread() == thread && step.variable() == variable) {
                return step.action().startsWith("write ") ? i : -1;
            }
        }
        return -1;
    }

    static @Nullable LostUpdate ofAtomics(List<TraceStep> steps, Sites sites) {
        Map<Integer, TraceStep> readers = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            TraceStep step = steps.get(i);
            if (step.thread() == 0) {
                continue;
            }
            if (GET.matcher(step.action()).matches()) {
                readers.put(step.thread(), step);
            } else if (SET.matcher(step.action()).matches()) {
                TraceStep other = otherThan(step.thread(), readers);
                if (readers.containsKey(step.thread()) && other != null) {
                    return new LostUpdate(
                            step.threadName() + " and " + other.threadName()
                                    + " both called get() before either called set().",
                            false,
                            List.of(i),
                            Places.line(sites.at(step.site())));
                }
                readers.remove(step.thread());
            }
        }
        return null;
    }
}
