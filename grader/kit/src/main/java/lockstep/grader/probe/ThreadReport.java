package lockstep.grader.probe;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for what, and who holds it, at one moment. Knows the holder of a monitor and of a lock of
 * {@code java.util.concurrent.locks}; a semaphore, a latch and a condition have none. Sees no virtual threads.
 */
public final class ThreadReport {

    private static final int MAX_THREADS = 16;
    private static final int MAX_FRAMES = 24;

    /** How a frame without a line ends, as native code has none. */
    private static final String NATIVE = ":-2)";

    private static final Advice LOOP = new Advice(
            "A loop ends only if something changes what its condition asks; until then whoever called it waits.",
            "Play the loop with a pencil: which variable of its condition changes, who changes it, and when is the"
                    + " condition false?",
            null);

    private final Map<Long, ThreadInfo> infos = new LinkedHashMap<>();
    private final Map<Long, String> names = new LinkedHashMap<>();
    private final Map<Integer, String> threadNames = new LinkedHashMap<>();

    private ThreadReport(Collection<Thread> threads) {
        ThreadMXBean threadBean = ManagementFactory.getThreadMXBean();
        long[] ids = threads.stream().mapToLong(ThreadReport::idOf).toArray();
        for (ThreadInfo info : threadBean.getThreadInfo(ids, true, true)) {
            if (info != null) {
                infos.put(info.getThreadId(), info);
            }
        }
        number();
        threads.forEach(thread ->
                threadNames.put(System.identityHashCode(thread), names.getOrDefault(idOf(thread), thread.getName())));
    }

    /** Two threads may have one name, and then nobody could tell who waits for whom. */
    private void number() {
        infos.values().forEach(info -> {
            String name = roleOf(info);
            boolean shared = infos.values().stream()
                            .filter(other -> roleOf(other).equals(name))
                            .count()
                    > 1;
            String own = name;
            for (int i = 1; shared && (i == 1 || isTaken(own)); i++) {
                own = name + " " + i;
            }
            names.put(info.getThreadId(), own);
        });
    }

    private boolean isTaken(String name) {
        return names.containsValue(name)
                || infos.values().stream().anyMatch(info -> roleOf(info).equals(name));
    }

    /** A thread that the kit has made to call the submission has the name that the JVM gives, like those of others. */
    private static String roleOf(ThreadInfo info) {
        List<StackTraceElement> stack = List.of(info.getStackTrace());
        boolean begunByKit = false;
        for (StackTraceElement frame : stack) {
            if (SubmissionFrames.isOfSubmissionOrKit(frame)) {
                begunByKit = !SubmissionFrames.isOfSubmission(frame);
            }
        }
        String name = info.getThreadName();
        return begunByKit && name.matches("Thread-\\d+") ? "caller" : name;
    }

    private String nameOf(ThreadInfo info) {
        return names.getOrDefault(info.getThreadId(), info.getThreadName());
    }

    private @Nullable String holderOf(ThreadInfo info) {
        String holder = info.getLockOwnerName();
        String shown = names.get(info.getLockOwnerId());
        if (holder == null || shown != null) {
            return shown;
        }
        return names.containsValue(holder) ? "another thread named " + holder : holder;
    }

    /**
     * Looks at these threads; those that have ended meanwhile are left out.
     *
     * @param what what they were doing: {@code "sum(0, 10, term, 3)"}
     */
    public static Evidence.StuckThreads of(String what, Collection<Thread> threads) {
        ThreadReport report = new ThreadReport(threads);
        List<Evidence.Stuck> stuck = report.infos.values().stream()
                .limit(MAX_THREADS)
                .map(report::describe)
                .toList();
        return new Evidence.StuckThreads(what, stuck, report.cycle());
    }

    /** Returns the line of the first thread that has one, those of a cycle before others. */
    public static @Nullable SourceLocation firstLine(Evidence.StuckThreads report) {
        return Stream.concat(
                        report.threads().stream()
                                .filter(thread -> report.cycle().contains(thread.thread())),
                        report.threads().stream())
                .map(Evidence.Stuck::location)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Returns the line at which a thread runs on, in the submission's own code, while all others wait at most. */
    private static @Nullable SourceLocation loop(Evidence.StuckThreads report) {
        return report.threads().stream()
                .filter(thread -> thread.state().equals(Thread.State.RUNNABLE.name()) && !isInNativeCode(thread))
                .map(Evidence.Stuck::location)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** A thread that reads from a pipe is runnable to the JVM, and waits. */
    private static boolean isInNativeCode(Evidence.Stuck thread) {
        return !thread.stack().isEmpty() && thread.stack().get(0).endsWith(NATIVE);
    }

    /**
     * Returns the failure of a call that was given far more time than it can need.
     *
     * @param what the call and what it does not do: {@code "get() did not return"}
     * @param advice what to tell if it waits; null takes the check's own
     */
    public static CheckFailedError neverEnds(String what, @Nullable Advice advice, Evidence.StuckThreads report) {
        SourceLocation loop = loop(report);
        return loop == null
                ? CheckFailedError.because(what + ".", advice, firstLine(report), report)
                : CheckFailedError.because(what + ": an endless loop at line " + loop.line() + ".", LOOP, loop, report);
    }

    /**
     * Returns what a student is told about threads that do not end.
     *
     * @param allWait whether each of them was seen to wait without an end
     * @param limit how long they had
     */
    public static Finding finding(Evidence.StuckThreads report, boolean allWait, Duration limit) {
        String message;
        if (!report.cycle().isEmpty()) {
            message = "Deadlock: the threads " + String.join(" and ", report.cycle()) + " wait for each other.";
        } else if (allWait) {
            // Threads outside of the submission's code, idle ones of the grader, say nothing to a student.
            long inside = report.threads().stream()
                    .filter(thread -> thread.location() != null)
                    .count();
            message = inside > 1
                    ? "It never ends: all " + inside
                            + " threads that are left in your code wait for something that nobody will do."
                    : "It never ends: the thread that is left waits for something that nobody will do.";
        } else {
            message = "It did not end within " + Math.max(1, limit.toSeconds()) + " s";
            SourceLocation loop = loop(report);
            return loop == null
                    ? new Finding(message + ".", null, firstLine(report), List.of(report))
                    : new Finding(
                            message + ": an endless loop at line " + loop.line() + ", or far too much work.",
                            LOOP,
                            loop,
                            List.of(report));
        }
        return new Finding(message, null, firstLine(report), List.of(report));
    }

    private Evidence.Stuck describe(ThreadInfo info) {
        return new Evidence.Stuck(
                nameOf(info),
                info.getThreadState().name(),
                waitsFor(info),
                holderOf(info),
                SubmissionFrames.topmost(info.getStackTrace()).orElse(null),
                frames(info.getStackTrace()));
    }

    /** What lies below the submission's first frame is the grader's own and tells a student nothing. */
    private static List<String> frames(StackTraceElement[] stack) {
        int end = stack.length;
        while (end > 0 && !SubmissionFrames.isOfSubmission(stack[end - 1])) {
            end--;
        }
        return Arrays.stream(stack)
                .limit(Math.min(MAX_FRAMES, end == 0 ? stack.length : end))
                .map(frame -> frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
                        + frame.getLineNumber() + ")")
                .toList();
    }

    private @Nullable String waitsFor(ThreadInfo info) {
        LockInfo lock = info.getLockInfo();
        if (lock == null) {
            return null;
        }
        String name = simpleName(lock.getClassName());
        String threadName = threadNames.get(lock.getIdentityHashCode());
        if (threadName != null && isIn(info, "java.lang.Thread", "join")) {
            return "the end of thread " + threadName;
        }
        if (isIn(info, "java.lang.Thread", "join")) {
            return "the end of a thread";
        }
        if (info.getThreadState() == Thread.State.BLOCKED) {
            return "the monitor of " + withArticle(name);
        }
        if (isIn(info, "java.lang.Object", "wait") || isIn(info, "java.lang.Object", "wait0")) {
            return "notify on " + withArticle(name);
        }
        return switch (name) {
            case "AbstractQueuedSynchronizer.ConditionObject" -> "a signal on a condition";
            case "FutureTask", "CompletableFuture", "CompletableFuture.Signaller" -> "the result of a future";
            default -> withArticle(name.replaceAll("\\.(NonfairSync|FairSync|Sync)$", ""));
        };
    }

    private static String withArticle(String name) {
        return ("AEIO".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
    }

    private static boolean isIn(ThreadInfo info, String type, String method) {
        return Arrays.stream(info.getStackTrace())
                .limit(6)
                .anyMatch(frame -> frame.getClassName().equals(type)
                        && frame.getMethodName().equals(method));
    }

    private static String simpleName(String className) {
        return className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
    }

    /** Follows the holders; each thread waits for at most one, so there is at most one way. */
    private List<String> cycle() {
        for (ThreadInfo start : infos.values()) {
            List<Long> way = new ArrayList<>();
            long at = start.getThreadId();
            while (infos.containsKey(at) && !way.contains(at)) {
                way.add(at);
                at = Objects.requireNonNull(infos.get(at)).getLockOwnerId();
            }
            if (way.contains(at)) {
                return way.subList(way.indexOf(at), way.size()).stream()
                        .map(id -> nameOf(Objects.requireNonNull(infos.get(id))))
                        .toList();
            }
        }
        return List.of();
    }

    @SuppressWarnings("deprecation") // threadId() is from Java 19 on
    private static long idOf(Thread thread) {
        return thread.getId();
    }
}
