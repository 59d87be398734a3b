package lockstep.grader.check.speedup;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import lockstep.grader.check.speedup.FailedTurnException.Fault;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * What else goes on in this process while the baseline or the reference is at work: who starts threads then takes cores
 * away, be it in threads that live too short to be seen. How many threads a turn starts by itself is known from the first
 * one, before the submission is called. Beside the baseline, which is one thread, CPU time tells as well. Sees only what goes
 * on most of the time, so that neither the compiler nor the garbage collector is taken for it.
 */
final class Bystanders {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final @Nullable CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

    /** From this part of a core on they disturb; ten times as much as beside correct submissions, and more. */
    private static final double DISTURBING_CORES = 0.4;

    /** On a busy machine, threads that start others get little CPU time for it. */
    private static final int DISTURBING_STARTS = 2;

    /** So many turns in a row are looked at. */
    private static final int WINDOW = 5;

    /** The system counts CPU time in hundredths of a second: a shorter time in all says nothing. */
    private static final long FEWEST_NANOS = TimeUnit.MILLISECONDS.toNanos(80);

    private final boolean inOneThread;
    private final Deque<Seen> latest = new ArrayDeque<>();
    private Seen begun = new Seen(0, 0, 0);
    private long ownStarts = -1;

    /** @param inOneThread whether all work is done by the thread that is watched beside */
    Bystanders(boolean inOneThread) {
        this.inOneThread = inOneThread;
    }

    /** What was seen: at one moment, or from one to another. */
    private record Seen(long nanos, long othersNanos, long threadsStarted) {

        /** The compiler's work counts as nobody's. */
        static Seen now() {
            long compiling = COMPILER == null ? 0 : TimeUnit.MILLISECONDS.toNanos(COMPILER.getTotalCompilationTime());
            return new Seen(
                    System.nanoTime(),
                    SYSTEM.getProcessCpuTime() - THREADS.getCurrentThreadCpuTime() - compiling,
                    THREADS.getTotalStartedThreadCount());
        }

        Seen since(Seen then) {
            return new Seen(nanos - then.nanos, othersNanos - then.othersNanos, threadsStarted - then.threadsStarted);
        }

        double cores() {
            return (double) othersNanos / nanos;
        }
    }

    /** Begins to watch; called by the thread that does the work. */
    void begin() {
        begun = Seen.now();
    }

    /** Ends to watch; called by the same thread. */
    void end() {
        Seen seen = Seen.now().since(begun);
        ownStarts = ownStarts < 0 ? seen.threadsStarted() : ownStarts;
        latest.add(new Seen(
                seen.nanos(), inOneThread ? seen.othersNanos() : 0, Math.max(0, seen.threadsStarted() - ownStarts)));
        if (latest.size() > WINDOW) {
            latest.remove();
        }
    }

    /** Returns whether someone else was at work in most of the latest turns. */
    boolean areBusy() {
        double nanos = latest.stream().mapToLong(Seen::nanos).sum();
        double others = latest.stream().mapToLong(Seen::othersNanos).sum();
        boolean compute = others / nanos > DISTURBING_CORES && usual(Seen::cores) > DISTURBING_CORES;
        return nanos > FEWEST_NANOS && (compute || usual(Seen::threadsStarted) >= DISTURBING_STARTS);
    }

    /** @param line where the submission's threads are now; null where none is seen */
    FailedTurnException asFailure(@Nullable SourceLocation line) {
        return new FailedTurnException(
                Fault.LEFT_BEHIND,
                "nothing of its own that goes on after the call",
                String.format(
                        Locale.ROOT,
                        "something that it had started kept %.1f cores busy, and started %.0f threads in %.0f ms",
                        Math.max(0, usual(Seen::cores)),
                        usual(Seen::threadsStarted),
                        usual(Seen::nanos) / 1e6),
                line);
    }

    private double usual(ToDoubleFunction<Seen> figure) {
        return latest.stream()
                .mapToDouble(figure)
                .sorted()
                .skip((latest.size() - 1) / 2)
                .findFirst()
                .orElse(0);
    }
}
