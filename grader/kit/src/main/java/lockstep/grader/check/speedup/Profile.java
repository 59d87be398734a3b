package lockstep.grader.check.speedup;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import lockstep.grader.check.speedup.Hotspot.State;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * Where the threads of a submission are while its time goes by: a look at all stacks, again and again. The JVM lets itself be
 * looked at in certain places only, so a line may be named that is a few steps beside the busy one. Threads of other processes
 * are not seen.
 */
final class Profile {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final int STACK = 64;

    private static final long PAUSE_MICROS = 500;

    private static final long A_MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Below this part of the looks, no line stands out. */
    private static final double TELLING = 0.2;

    private final Map<State, Map<SourceLocation, Integer>> votes = new EnumMap<>(State.class);
    private int looks;

    /** A thread in code of the submission: the line there, and whether what that line called is the kit's function. */
    private record Seen(ThreadInfo info, SourceLocation line, boolean isInFunction) {}

    /** Returns the line where a submission's threads are while none of its calls is under way; null where none is seen. */
    static @Nullable SourceLocation ofNow() throws InterruptedException {
        Profile profile = new Profile();
        profile.watch(() -> false, A_MOMENT_NANOS);
        return profile.hottest().map(Hotspot::line).orElse(null);
    }

    /** Looks until it is over, or for so long. */
    void watch(BooleanSupplier over, long nanos) throws InterruptedException {
        long start = System.nanoTime();
        while (!over.getAsBoolean() && System.nanoTime() - start < nanos) {
            look();
            TimeUnit.MICROSECONDS.sleep(PAUSE_MICROS);
        }
    }

    /** Looks once. */
    void look() {
        List<Seen> all = new ArrayList<>();
        for (ThreadInfo info : THREADS.dumpAllThreads(false, false, STACK)) {
            seen(info).ifPresent(all::add);
        }
        looks++;
        Map<Long, Seen> byId =
                all.stream().collect(Collectors.toMap(seen -> seen.info().getThreadId(), Function.identity()));
        List<Seen> holders = all.stream()
                .map(seen -> byId.get(seen.info().getLockOwnerId()))
                .filter(Objects::nonNull)
                .toList();
        vote(State.HOLDS, holders);
        List<Seen> busy = all.stream().filter(Profile::isBusy).toList();
        vote(State.BUSY, busy.stream().filter(seen -> !seen.isInFunction()).toList());
        vote(
                busy.size() == 1 ? State.ALONE : State.WORKS,
                busy.stream().filter(Seen::isInFunction).toList());
        if (busy.isEmpty()) {
            vote(State.WAITS, all);
        }
    }

    private void vote(State state, List<Seen> seen) {
        Set<SourceLocation> lines = seen.stream().map(Seen::line).collect(Collectors.toSet());
        lines.forEach(
                line -> votes.computeIfAbsent(state, any -> new HashMap<>()).merge(line, 1, Integer::sum));
    }

    private static boolean isBusy(Seen seen) {
        Thread.State state = seen.info().getThreadState();
        return state == Thread.State.RUNNABLE || state == Thread.State.TIMED_WAITING;
    }

    private static Optional<Seen> seen(ThreadInfo info) {
        List<StackTraceElement> stack = Arrays.asList(info.getStackTrace());
        for (int i = 0; i < stack.size(); i++) {
            if (SubmissionFrames.isOfSubmission(stack.get(i))) {
                boolean inFunction = i > 0 && stack.get(i - 1).getClassName().startsWith("lockstep.grader.");
                return SubmissionFrames.location(stack.get(i)).map(line -> new Seen(info, line, inFunction));
            }
        }
        return Optional.empty();
    }

    /** Returns the line that stands out in the most telling state, if one does. */
    Optional<Hotspot> hottest() {
        return votes.entrySet().stream()
                .flatMap(lines -> lines.getValue().entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(line -> new Hotspot(lines.getKey(), line.getValue(), looks, line.getKey()))
                        .stream())
                .filter(hotspot -> hotspot.looks() >= TELLING * looks)
                .findFirst();
    }
}
