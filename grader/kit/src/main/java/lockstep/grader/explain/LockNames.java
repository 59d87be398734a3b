package lockstep.grader.explain;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lockstep.engine.trace.Lock;
import lockstep.engine.trace.TraceStep;

/** Short names of the locks of one execution. Two locks of one name are told apart by numbers. */
final class LockNames {

    private final Map<Lock, String> names = new HashMap<>();

    LockNames(List<TraceStep> trace) {
        Map<String, Set<Lock>> byName = new HashMap<>();
        for (TraceStep step : trace) {
            Lock lock = step.event().lock();
            if (lock != null) {
                byName.computeIfAbsent(Words.shortly(lock), name -> new LinkedHashSet<>())
                        .add(lock);
            }
        }
        byName.forEach(this::name);
    }

    private void name(String name, Set<Lock> locks) {
        int number = 0;
        for (Lock lock : locks) {
            number++;
            names.putIfAbsent(lock, locks.size() == 1 ? name : name + " no. " + number);
        }
    }

    String of(Lock lock) {
        return names.getOrDefault(lock, Words.shortly(lock));
    }
}
