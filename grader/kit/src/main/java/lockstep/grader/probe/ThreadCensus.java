package lockstep.grader.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lockstep.grader.verdict.Evidence;

/**
 * The threads that lived at one moment, to tell later which were left behind. Sees daemon threads; sees no virtual ones.
 */
public final class ThreadCensus {

    /** A thread that has told everyone that it is done still takes a moment to end. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final String DELAYER = "CompletableFutureDelayScheduler";

    private final Set<Thread> before;

    private ThreadCensus(Set<Thread> before) {
        this.before = before;
    }

    /** Takes the census. */
    public static ThreadCensus take() {
        return new ThreadCensus(new HashSet<>(Thread.getAllStackTraces().keySet()));
    }

    /** Returns the threads that live now and did not then, at once. */
    public List<Thread> newcomers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && thread.isAlive() && !isOfJdk(thread))
                .toList();
    }

    /**
     * Fails if a thread was left behind that does not end by itself within a moment.
     *
     * @param after when it was looked: {@code "sum(...) returned"}
     */
    public void expectNobodyLeft(String after) throws InterruptedException {
        long deadline = System.nanoTime() + GRACE.toNanos();
        List<Thread> left = new ArrayList<>();
        for (Thread thread : newcomers()) {
            long millis = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
            thread.join(millis);
            if (thread.isAlive()) {
                left.add(thread);
            }
        }
        if (!left.isEmpty()) {
            throw CheckFailedError.because(
                    "After " + after + ", " + (left.size() == 1 ? "a thread was" : left.size() + " threads were")
                            + " still running.",
                    new Evidence.Leak(
                            "threads", left.stream().map(ThreadCensus::describe).toList()));
        }
    }

    private static String describe(Thread thread) {
        return thread.getName() + (thread.isDaemon() ? " (daemon)" : "") + ", " + thread.getState()
                + SubmissionFrames.topmost(thread.getStackTrace())
                        .map(line -> " at " + line)
                        .orElse("");
    }

    /**
     * The JDK starts threads of its own, and the common pool belongs to everyone. Where they are in the tree of groups tells
     * them, not what they are called: a submission can make no group beside its own. Only the thread for time-outs of {@link
     * java.util.concurrent.CompletableFuture} is in the group of whoever needs it first; a submission's own daemon of
     * that name is not seen.
     */
    private static boolean isOfJdk(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group == null
                || thread.isDaemon() && thread.getName().equals(DELAYER)
                || group.getParent() == null
                || (group.getName().equals("InnocuousThreadGroup")
                        && group.getParent().getParent() == null);
    }
}
