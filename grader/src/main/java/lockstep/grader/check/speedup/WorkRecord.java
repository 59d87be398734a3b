package lockstep.grader.check.speedup;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Who called an instrumented function how often. */
public final class WorkRecord {

    private final Map<Thread, LongAdder> calls = new ConcurrentHashMap<>();

    /** Notes a call by the current thread. */
    public void note() {
        calls.computeIfAbsent(Thread.currentThread(), thread -> new LongAdder()).increment();
    }

    /** Returns each thread's share of the calls, from 0 to 1, largest first. */
    public List<Double> shares() {
        double total = calls.values().stream().mapToLong(LongAdder::sum).sum();
        return calls.values().stream()
                .map(count -> count.sum() / total)
                .sorted(Comparator.reverseOrder())
                .toList();
    }
}
