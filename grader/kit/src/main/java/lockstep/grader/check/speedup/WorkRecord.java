package lockstep.grader.check.speedup;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** Who called an instrumented function how often, and how much CPU time that took. */
@SuppressWarnings("NonAtomicVolatileUpdate") // each part has one writer
public final class WorkRecord {

    private static final ThreadMXBean CLOCKS = ManagementFactory.getThreadMXBean();

    private final long clockEvery;
    private final Map<Thread, Part> parts = new ConcurrentHashMap<>();

    /**
     * An empty record.
     *
     * @param clockEvery after how many calls a thread's clock is read
     */
    public WorkRecord(long clockEvery) {
        this.clockEvery = clockEvery;
    }

    /** One thread's part; only that thread changes it, and it is read after the call that started the thread. */
    private static final class Part {
        private volatile long calls;
        private volatile long firstCpu;
        private volatile long cpuNanos;
        private volatile @Nullable SourceLocation calledFrom;
    }

    /**
     * Notes a call by the current thread, and from time to time the CPU time that the thread has used since its first.
     *
     * @return the number of the thread's calls so far
     */
    public long note() {
        Part part = mine();
        long calls = ++part.calls;
        if (calls == 1) {
            part.firstCpu = CLOCKS.getCurrentThreadCpuTime();
            part.calledFrom = SubmissionFrames.topmost(new Throwable()).orElse(null);
        } else if (calls % clockEvery == 0) {
            part.cpuNanos = CLOCKS.getCurrentThreadCpuTime() - part.firstCpu;
        }
        return calls;
    }

    private Part mine() {
        return parts.computeIfAbsent(Thread.currentThread(), thread -> new Part());
    }

    /** Returns each thread's share of the calls, from 0 to 1, largest first. */
    public List<Double> shares() {
        double total = parts.values().stream().mapToLong(part -> part.calls).sum();
        return byCalls().stream().map(part -> part.calls / total).toList();
    }

    /** Returns the line from which the thread with the largest share called first; null if that is not known. */
    public @Nullable SourceLocation busiestCalledFrom() {
        List<Part> all = byCalls();
        return all.isEmpty() ? null : all.get(0).calledFrom;
    }

    /**
     * Returns the shares with the CPU times.
     *
     * @param what whose shares these are, for people
     */
    public Evidence.WorkShare evidence(String what) {
        boolean isTimed = parts.values().stream().anyMatch(part -> part.cpuNanos > 0);
        return new Evidence.WorkShare(
                what,
                shares(),
                isTimed ? byCalls().stream().map(part -> part.cpuNanos / 1e6).toList() : List.of());
    }

    private List<Part> byCalls() {
        return parts.values().stream()
                .sorted(Comparator.comparingLong((Part part) -> part.calls).reversed())
                .toList();
    }
}
