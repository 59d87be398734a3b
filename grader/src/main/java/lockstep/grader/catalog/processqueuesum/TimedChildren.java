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
 * Real children of a call that is timed, with a record of their arguments, which costs the call nothing. Provided from
 * the start on until {@link #close}, which ends nobody: a child that is left behind is for others to find.
 */
final class TimedChildren implements Children, AutoCloseable {

    /** The children do what one thread does for the baseline, and start besides. */
    private static final double LEAST_OF_BASELINE = 0.75;

    /** A parent that reads lines and adds up uses next to nothing of what its children use. */
    private static final double MOST_OF_BASELINE = 0.5;

    private final List<List<String>> started = new CopyOnWriteArrayList<>();
    private final @Nullable CpuTicks before = CpuTicks.now();

    private TimedChildren() {
        CurrentChildren.provide(this);
    }

    /** Lets {@code ChildJvm.start} start real children that are recorded here. */
    static TimedChildren provide() {
        return new TimedChildren();
    }

    @Override
    public Process start(Class<?> mainClass, List<String> arguments) throws IOException {
        started.add(List.copyOf(arguments));
        return ChildProcesses.start(mainClass, arguments);
    }

    /**
     * Expects that the children were asked for this call's range, and that they and not their parent did the work.
     *
     * @param ofBaseline what the baseline used for the same range; null where the system does not tell
     */
    void expectAtWork(SumCall call, @Nullable CpuTicks ofBaseline) {
        expectShares(call);
        CpuTicks now = CpuTicks.now();
        if (before == null || now == null || ofBaseline == null) {
            return;
        }
        CpuTicks used = now.since(before);
        if (used.own() > MOST_OF_BASELINE * ofBaseline.own()
                && used.children() < LEAST_OF_BASELINE * ofBaseline.own()) {
            throw new OtherWayException(
                    "the children compute the sum",
                    String.format(
                            Locale.ROOT,
                            "the parent process itself used %.2f times the CPU time that one thread takes to compute"
                                    + " the sum, and its children together only %.2f times: they did not compute it",
                            (double) used.own() / ofBaseline.own(),
                            (double) used.children() / ofBaseline.own()));
        }
    }

    private void expectShares(SumCall call) {
        String expected = call.processes() + " children, with each element of [" + call.start() + ", " + call.end()
                + ") in the share of one";
        if (started.isEmpty()) {
            throw new OtherWayException(
                    expected, "no child was started: the process that was asked for the sum computed it by itself");
        }
        String found = started.size() + (started.size() == 1 ? " child was" : " children were") + " started, with "
                + started.stream().limit(8).map(ones -> String.join(" ", ones)).collect(Collectors.joining("; "));
        if (started.size() != call.processes() || !cover(call)) {
            throw new OtherWayException(expected, found);
        }
    }

    private boolean cover(SumCall call) {
        List<Share> shares;
        try {
            shares = started.stream()
                    .map(Share::of)
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

    @Override
    public void close() {
        CurrentChildren.provideReal();
    }
}
