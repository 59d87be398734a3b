package lockstep.grader.worker.child;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;

/**
 * What a check leaves behind that the next one would suffer from: a crowd of threads, threads that compute, processes,
 * memory. It is put down to the check that leaves it. A few idle threads harm nobody; where an exercise forbids them, a check
 * of its own says so.
 */
final class Ruins {

    private static final int CROWD = 60;

    /** A thread that comes to its end works, too, but not for so long. */
    private static final Duration BUSY = Duration.ofMillis(60);

    private static final long LOOK_MILLIS = 20;

    /** What has been told to end still takes a moment. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final double MOST_OF_HEAP = 0.5;

    private static final Advice ADVICE = new Advice(
            "What code starts or keeps after its call has returned takes threads, memory and time from whatever comes next.",
            "Which threads and processes does your code start, what does it keep in static fields, and what puts an end to"
                    + " each?",
            null);

    private final Household household;
    private final Set<Thread> threadsBefore;
    private final Set<ProcessHandle> processesBefore;

    /** Made before a check. */
    Ruins(Household household) {
        this.household = household;
        this.threadsBefore = Set.copyOf(household.guests());
        this.processesBefore = processes();
    }

    private static Set<ProcessHandle> processes() {
        return ProcessHandle.current().descendants().collect(Collectors.toSet());
    }

    /** Returns what the check has left behind, if that does harm. */
    Optional<Finding> found() throws InterruptedException {
        long deadline = System.nanoTime() + GRACE.toNanos();
        Collection<Thread> left = threads();
        while (left.size() > CROWD && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            left = threads();
        }
        if (left.size() > CROWD) {
            return Optional.of(finding("threads", left.size() + " threads were still alive"));
        }
        if (areBusy(left, deadline)) {
            return Optional.of(
                    finding("threads", left.size() == 1 ? "a thread still computed" : "threads still computed"));
        }
        List<ProcessHandle> children = processesLeft(deadline);
        if (!children.isEmpty()) {
            return Optional.of(finding(
                    "processes",
                    children.size() == 1
                            ? "a child process was still alive"
                            : children.size() + " child processes were still alive"));
        }
        long megabytes = memoryInUse();
        return megabytes == 0 ? Optional.empty() : Optional.of(finding("memory", megabytes + " MB were still in use"));
    }

    private static Finding finding(String kind, String what) {
        return new Finding(
                "When it was over, " + what + ".", ADVICE, null, List.of(new Evidence.Leak(kind, List.of(what))));
    }

    private Collection<Thread> threads() {
        return household.guests().stream()
                .filter(thread -> !threadsBefore.contains(thread))
                // The engine keeps its threads for the next check.
                .filter(thread -> !thread.getClass().getName().startsWith("lockstep.engine."))
                .toList();
    }

    /** Watches threads that do not wait, however little of a busy machine they get. */
    private static boolean areBusy(Collection<Thread> threads, long deadline) throws InterruptedException {
        if (threads.isEmpty()) {
            return false;
        }
        long before = cpuNanos(threads);
        while (threads.stream().anyMatch(thread -> thread.getState() == Thread.State.RUNNABLE)
                && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            if (cpuNanos(threads) - before > BUSY.toNanos()) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("deprecation") // threadId() is from Java 19 on
    private static long cpuNanos(Collection<Thread> threads) {
        // Its classes take tens of milliseconds to load, which checks that leave nothing behind need not pay.
        ThreadMXBean clocks = ManagementFactory.getThreadMXBean();
        return threads.stream()
                .mapToLong(thread -> Math.max(0, clocks.getThreadCpuTime(thread.getId())))
                .sum();
    }

    private List<ProcessHandle> processesLeft(long deadline) {
        return processes().stream()
                .filter(process -> !processesBefore.contains(process))
                .filter(process -> {
                    process.onExit()
                            .completeOnTimeout(process, Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)
                            .join();
                    return process.isAlive();
                })
                .toList();
    }

    /** Returns how much is in use if that is a large part of the heap, or 0. */
    private static long memoryInUse() {
        if (!isMuch()) {
            return 0;
        }
        System.gc();
        return isMuch() ? used() >> 20 : 0;
    }

    private static boolean isMuch() {
        return used() > MOST_OF_HEAP * Runtime.getRuntime().maxMemory();
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
