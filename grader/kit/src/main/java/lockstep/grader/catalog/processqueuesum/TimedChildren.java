package lockstep.grader.catalog.processqueuesum;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import lockstep.grader.check.speedup.CpuTicks;
import lockstep.grader.check.speedup.OtherWayException;
import lockstep.grader.worker.ChildProcesses;
import org.jspecify.annotations.Nullable;

/**
 * Real children of a call that is timed, with a record that costs the call next to nothing. Provided from the start on until
 * {@link #close}, which ends nobody: a child that is left behind is for others to find.
 */
final class TimedChildren implements Children, AutoCloseable {

    /** Less CPU time than this says nothing about who did the work. */
    private static final long FEWEST_TICKS = 20;

    private final SumCall call;
    private final List<TimedChild> started = new CopyOnWriteArrayList<>();
    private final @Nullable CpuTicks before = CpuTicks.now();
    private volatile @Nullable CpuTicks after;

    private TimedChildren(SumCall call) {
        this.call = call;
        CurrentChildren.provide(this);
    }

    /** Lets {@code ChildJvm.start} start real children that are recorded here. */
    static TimedChildren provideFor(SumCall call) {
        return new TimedChildren(call);
    }

    @Override
    public Process start(Class<?> mainClass, List<String> arguments) throws IOException {
        TimedChild child = new TimedChild(ChildProcesses.start(mainClass, arguments), arguments);
        started.add(child);
        return child.handed();
    }

    @Override
    public void close() {
        CurrentChildren.provideReal();
        after = CpuTicks.now();
    }

    /**
     * Expects that each child printed the sum of its share of the call's range, and that they and not their parent did the
     * work.
     *
     * @param sums of the call's range
     */
    void expectAtWork(RangeSums sums) {
        expectShares();
        for (TimedChild child : started) {
            long expected = sums.of(Share.of(child.arguments()));
            if (child.printedSum() != expected) {
                throw new OtherWayException(
                        "each child prints the sum of its share of the range",
                        "the child with the arguments " + String.join(" ", child.arguments())
                                + " printed numbers that add up to " + child.printedSum()
                                + ", where the sum of its share is " + expected);
            }
        }
        CpuTicks start = before;
        CpuTicks end = after;
        if (start == null || end == null) {
            return;
        }
        CpuTicks used = end.since(start);
        if (used.own() > Math.max(FEWEST_TICKS, used.children())) {
            throw new OtherWayException(
                    "the children compute the sum",
                    String.format(
                            Locale.ROOT,
                            "the parent process itself used %.1f times the CPU time of all its children: they did not"
                                    + " compute the sum",
                            (double) used.own() / Math.max(1, used.children())));
        }
    }

    private void expectShares() {
        String expected = call.processes() + " children, with each element of [" + call.start() + ", " + call.end()
                + ") in the share of one";
        if (started.isEmpty()) {
            throw new OtherWayException(
                    expected, "no child was started: the process that was asked for the sum computed it by itself");
        }
        String found = started.size() + (started.size() == 1 ? " child was" : " children were") + " started, with "
                + started.stream()
                        .limit(8)
                        .map(child -> String.join(" ", child.arguments()))
                        .collect(Collectors.joining("; "));
        if (started.size() != call.processes() || !cover()) {
            throw new OtherWayException(expected, found);
        }
    }

    private boolean cover() {
        List<Share> shares;
        try {
            shares = started.stream()
                    .map(child -> Share.of(child.arguments()))
                    .filter(share -> share.start() != share.end())
                    .sorted(Comparator.comparingLong(Share::start))
                    .toList();
        } catch (IllegalArgumentException e) {
            return false;
        }
        long next = call.start();
        for (Share share : shares) {
            if (share.start() != next || share.term() != call.term()) {
                return false;
            }
            next = share.end();
        }
        return next == call.end();
    }
}
