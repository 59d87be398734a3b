package lockstep.grader.check.speedup;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.probe.ThreadCensus;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * Threads that a submission has left behind and that compute while something else is timed: they take cores away that a
 * busy machine would be blamed for. Tells them by their own CPU time; a thread that merely takes a moment to end has next
 * to none.
 */
final class Leftovers {

    private static final ThreadMXBean CLOCKS = ManagementFactory.getThreadMXBean();

    /** From this part of a core on, they disturb what is timed beside them; on a busy machine they get no more. */
    private static final double DISTURBING = 0.1;

    private static final long FEWEST_NANOS = 10_000_000;

    private final ThreadCensus before;
    private final Map<Thread, Long> watched = new HashMap<>();
    private long since;

    /** Made before the submission is called for the first time. */
    Leftovers(ThreadCensus before) {
        this.before = before;
    }

    /** The one that is busiest. */
    record Busiest(String thread, double cores, @Nullable SourceLocation line) {
        FailedTurnException asFailure() {
            return new FailedTurnException(
                    FailedTurnException.Fault.LEFT_BEHIND,
                    "no thread of its own that goes on after the call",
                    inWords(),
                    line == null ? null : line.file(),
                    line == null ? 0 : line.line());
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

    /** Tells of a child process that goes on after the call that started it. */
    static FailedTurnException ofChildren() {
        return new FailedTurnException(
                FailedTurnException.Fault.LEFT_BEHIND,
                "no child of its own that goes on after the call",
                "a child process that it had started was still alive a second later",
                null,
                0);
    }

    /** Begins to watch the threads that live now, after a call has returned. */
    @SuppressWarnings("deprecation") // threadId() is from Java 19 on
    void watch() {
        watched.clear();
        since = System.nanoTime();
        before.newcomers().forEach(thread -> watched.put(thread, CLOCKS.getThreadCpuTime(thread.getId())));
    }

    /** Returns which of the watched threads used most CPU time since, and how much all did, if that disturbed anything. */
    Optional<Busiest> disturbing() {
        long wall = System.nanoTime() - since;
        long used = watched.keySet().stream().mapToLong(this::used).sum();
        if (used < Math.max(FEWEST_NANOS, DISTURBING * wall)) {
            return Optional.empty();
        }
        Thread busiest = watched.keySet().stream()
                .max(Comparator.comparingLong(this::used))
                .orElseThrow();
        return Optional.of(new Busiest(
                busiest.getName(),
                (double) used / wall,
                SubmissionFrames.topmost(busiest.getStackTrace()).orElse(null)));
    }

    @SuppressWarnings("deprecation") // threadId() is from Java 19 on
    private long used(Thread thread) {
        long then = watched.getOrDefault(thread, -1L);
        long now = CLOCKS.getThreadCpuTime(thread.getId());
        return then < 0 || now < 0 ? 0 : now - then;
    }
}
