package lockstep.grader.catalog.processqueuesum;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import lockstep.grader.worker.ChildProcesses;

/** Real child JVMs, with a record of when each lived. Provided from {@link #provide} until {@link #close}. */
public final class RealChildren implements Children, AutoCloseable {

    private final List<RealChild> started = new CopyOnWriteArrayList<>();

    private RealChildren() {
        CurrentChildren.provide(this);
    }

    /** Lets {@code ChildJvm.start} start real children that are recorded here. */
    public static RealChildren provide() {
        return new RealChildren();
    }

    @Override
    public Process start(Class<?> mainClass, List<String> arguments) throws IOException {
        RealChild child = new RealChild(ChildProcesses.start(mainClass, arguments), arguments);
        started.add(child);
        return new HandedChild(child.process(), child.process().getInputStream());
    }

    /** Returns the children in the order in which they were started. */
    public List<RealChild> started() {
        return List.copyOf(started);
    }

    /** Returns those that live now. */
    public List<RealChild> alive() {
        return started.stream().filter(child -> child.process().isAlive()).toList();
    }

    /** Returns how many lived at the same time, at most; a child that has not ended counts as living still. */
    public int mostAtOnce() {
        int most = 0;
        List<RealChild> children = new ArrayList<>(started);
        for (RealChild one : children) {
            int alive = 0;
            for (RealChild other : children) {
                alive += other.livedAt(one.startedAt()) ? 1 : 0;
            }
            most = Math.max(most, alive);
        }
        return most;
    }

    @Override
    public void close() {
        CurrentChildren.provideReal();
        started.forEach(child -> child.process().destroyForcibly());
    }
}
