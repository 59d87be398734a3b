package lockstep.grader.check.speedup;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.probe.ThreadCensus;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * Threads of a submission that compute while something else is timed, be it that they were left behind or that one of
 * those started them: they take cores away that a busy machine would be blamed for. Tells them by their own CPU time; a
 * thread that merely takes a moment to end has next to none. Sees a thread only if it lives while it is looked.
 */
final class Leftovers {

    private static final ThreadMXBean CLOCKS = ManagementFactory.getThreadMXBean();

    /** From this part of a core on, they disturb what is timed beside them; on a busy machine they get no more. */
    private static final double DISTURBING = 0.1;

    private static final long FEWEST_NANOS = 10_000_000;

    private static final int STACK = 64;

    private final KitThreads kit = new KitThreads();
    private final ThreadCensus census = ThreadCensus.take();
    private final Set<Long> before = ids();
    private final Map<Long, Part> parts = new HashMap<>();
    private long since;

    /** Made before the submission is called for the first time. */
    Leftovers() {}

    /** Returns the threads that are nobody's leftovers. */
    KitThreads kit() {
        return kit;
    }

    /** Fails the check if threads were left that do not end by themselves within a moment, computing or not. */
    void expectNone(String after) throws InterruptedException {
        census.expectNobodyLeft(after);
    }

    /**
     * A thread's CPU time when it was first seen and when it was last seen, in nanoseconds.
     *
     * @param info who it was, of those that computed; they may have ended since
     */
    private record Part(long first, long latest, @Nullable ThreadInfo info) {
        long used() {
            return latest - first;
        }

        Part at(long id, long now) {
            boolean isNews = info == null && now - first > 0;
            return new Part(first, now, isNews ? CLOCKS.getThreadInfo(id, STACK) : info);
        }
    }

    /** The one that is busiest. */
    record Busiest(String thread, double cores, @Nullable SourceLocation line) {
        FailedTurnException asFailure() {
            return new FailedTurnException(
                    FailedTurnException.Fault.LEFT_BEHIND,
                    "no thread of its own that goes on after the call",
                    inWords(),
                    line);
        }

        private String inWords() {
            return String.format(
                    Locale.ROOT,
                    "thread \"%s\" still computes%s; all that were left keep %.1f cores busy",
                    thread,
                    line == null ? "" : " at " + line,
                    cores);
        }
    }

    /** Tells of threads that go on after the call. */
    static FailedTurnException ofThreads(List<String> left) {
        return new FailedTurnException(
                FailedTurnException.Fault.LEFT_BEHIND,
                "no thread of its own that goes on after the call",
                (left.size() == 1 ? "a thread was" : left.size() + " threads were") + " still there a second later: "
                        + left.get(0),
                null);
    }

    /** Tells of a child process that goes on after the call that started it, or that was started later. */
    static FailedTurnException ofChildren(String found) {
        return new FailedTurnException(
                FailedTurnException.Fault.LEFT_BEHIND, "no child of its own that goes on after the call", found, null);
    }

    /** Tells of threads that come and go after the call. */
    static FailedTurnException ofCrowd(long started, @Nullable SourceLocation line) {
        return new FailedTurnException(
                FailedTurnException.Fault.LEFT_BEHIND,
                "nothing of its own that goes on after the call",
                "something that it had started went on to start " + started + " threads",
                line);
    }

    /** Begins to watch the threads that live now, after a call has returned. */
    void watch() {
        parts.clear();
        since = System.nanoTime();
        look(false);
    }

    /** Looks at the threads that live now; those that were not there when the watch began have been started since. */
    void look() {
        look(true);
    }

    private void look(boolean isNew) {
        for (long id : ids()) {
            long now = before.contains(id) ? -1 : CLOCKS.getThreadCpuTime(id);
            if (now >= 0) {
                Part part = parts.getOrDefault(id, new Part(isNew ? 0 : now, now, null));
                parts.put(id, part.at(id, now));
            }
        }
    }

    @SuppressWarnings("deprecation") // threadId() is from Java 19 on
    private Set<Long> ids() {
        return kit.others().stream().map(Thread::getId).collect(Collectors.toSet());
    }

    /** Returns which of them used most CPU time since, and how much all did, if that disturbed anything. */
    Optional<Busiest> disturbing() {
        look();
        long wall = System.nanoTime() - since;
        long used = parts.values().stream().mapToLong(Part::used).sum();
        if (used < Math.max(FEWEST_NANOS, DISTURBING * wall)) {
            return Optional.empty();
        }
        Map.Entry<Long, Part> busiest = parts.entrySet().stream()
                .max(Comparator.comparingLong(part -> part.getValue().used()))
                .orElseThrow();
        ThreadInfo info = busiest.getValue().info();
        return Optional.of(new Busiest(
                info == null ? "Thread " + busiest.getKey() : info.getThreadName(),
                (double) used / wall,
                info == null
                        ? null
                        : SubmissionFrames.topmost(info.getStackTrace()).orElse(null)));
    }
}
