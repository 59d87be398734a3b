package lockstep.grader.check.speedup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import lockstep.grader.author.children.Children;
import lockstep.grader.author.children.CurrentChildren;
import lockstep.grader.author.children.HandedChild;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.verdict.SourceLocation;
import lockstep.grader.worker.ChildProcesses;
import org.jspecify.annotations.Nullable;

/**
 * Real children of a call that is timed, with a record that costs the call next to nothing. Provided from the start on until
 * {@link #close}, which ends nobody: a child that is left behind is for others to find.
 *
 * @param <L> what listens to the output of each
 */
public final class TimedChildren<L extends TimedChildren.Listener> implements Children, AutoCloseable {

    /** Less CPU time than this says nothing about who did the work. */
    private static final long FEWEST_TICKS = 20;

    private final Supplier<L> listeners;
    private final List<TimedChild<L>> started = new CopyOnWriteArrayList<>();
    private final @Nullable CpuTicks before = CpuTicks.now();
    private volatile @Nullable CpuTicks after;

    /** Hears what a parent reads of a child's output. */
    @FunctionalInterface
    public interface Listener {
        /** Takes what comes next of the output; nothing where the length is below 1. */
        void take(byte[] bytes, int offset, int length);
    }

    /**
     * A child.
     *
     * @param startedAt the submission's line that started it, or null
     */
    public record TimedChild<L>(
            List<String> arguments, L listener, @Nullable SourceLocation startedAt) {}

    private TimedChildren(Supplier<L> listeners) {
        this.listeners = listeners;
        CurrentChildren.provide(this);
    }

    /** Lets {@code ChildJvm.start} start real children that are recorded here, with a listener for each. */
    public static <L extends Listener> TimedChildren<L> provide(Supplier<L> listeners) {
        return new TimedChildren<>(listeners);
    }

    @Override
    public Process start(Class<?> mainClass, List<String> arguments) throws IOException {
        Process process = ChildProcesses.start(mainClass, arguments);
        L listener = listeners.get();
        started.add(new TimedChild<>(
                List.copyOf(arguments),
                listener,
                SubmissionFrames.topmost(new Throwable()).orElse(null)));
        return new HandedChild(process, heard(process.getInputStream(), listener));
    }

    private static InputStream heard(InputStream output, Listener listener) {
        return new FilterInputStream(output) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int count = super.read(into, offset, length);
                listener.take(into, offset, count);
                return count;
            }
        };
    }

    /** Returns the children in the order in which they were started. */
    public List<TimedChild<L>> started() {
        return List.copyOf(started);
    }

    @Override
    public void close() {
        CurrentChildren.provideNone();
        after = CpuTicks.now();
    }

    /**
     * Expects that they and not their parent did the work.
     *
     * @param work what they should do, for people: {@code compute the sum}
     * @throws OtherWayException if the parent used more CPU time than all of them
     */
    public void expectAtWork(String work) {
        CpuTicks start = before;
        CpuTicks end = after;
        if (start == null || end == null) {
            return;
        }
        CpuTicks used = end.since(start);
        if (used.own() > Math.max(FEWEST_TICKS, used.children())) {
            throw new OtherWayException(
                    "the children " + work,
                    String.format(
                            Locale.ROOT,
                            "the parent process itself used %.1f times the CPU time of all its children: they did not"
                                    + " %s",
                            (double) used.own() / Math.max(1, used.children()),
                            work),
                    null);
        }
    }
}
