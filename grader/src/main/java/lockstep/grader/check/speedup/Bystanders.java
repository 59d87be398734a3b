package lockstep.grader.check.speedup;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.probe.ThreadCensus;

/**
 * Threads and processes that calls into the submission have left, and the processor time that they take while others are
 * timed. Sees only those that were there when it began to look, not what they start in the meantime.
 */
final class Bystanders {

    /** A thread that has given its answer may need a moment to end; this is too much for that. */
    private static final long HARMLESS_NANOS = 5_000_000;

    private static final int HARMLESS_PART = 10;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ThreadCensus before = ThreadCensus.take();
    private final Map<Thread, Long> threads = new HashMap<>();
    private final Map<ProcessHandle, Long> processes = new HashMap<>();

    /** Made before the submission is called for the first time. */
    Bystanders() {}

    /** Begins to look. */
    void look() {
        threads.clear();
        processes.clear();
        before.newcomers().forEach(thread -> threads.put(thread, cpuNanos(thread)));
        ProcessHandle.current().children().forEach(child -> processes.put(child, cpuNanos(child)));
    }

    /** Returns who has been at work since then for a good part of the given time, in words; nobody, as a rule. */
    List<String> atWork(long nanos) {
        long allowed = Math.max(HARMLESS_NANOS, nanos / HARMLESS_PART);
        return Stream.concat(
                        threads.entrySet().stream()
                                .filter(each -> cpuNanos(each.getKey()) - each.getValue() > allowed)
                                .map(each -> describe(each.getKey())),
                        processes.entrySet().stream()
                                .filter(each -> cpuNanos(each.getKey()) - each.getValue() > allowed)
                                .map(each -> "child process " + each.getKey().pid()))
                .toList();
    }

    private static long cpuNanos(Thread thread) {
        return THREADS.getThreadCpuTime(thread.getId());
    }

    private static long cpuNanos(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    private static String describe(Thread thread) {
        return "thread " + thread.getName()
                + SubmissionFrames.topmost(thread.getStackTrace())
                        .map(line -> " at " + line)
                        .orElse("");
    }
}
