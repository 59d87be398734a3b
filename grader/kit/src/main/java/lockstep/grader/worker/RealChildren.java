package lockstep.grader.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import lockstep.grader.author.children.Children;
import lockstep.grader.author.children.CurrentChildren;
import lockstep.grader.author.children.HandedChild;

/** Real child JVMs, with a record of them. Provided from {@link #provide} until {@link #close}. */
public final class RealChildren implements Children, AutoCloseable {

    private final List<Process> started = new CopyOnWriteArrayList<>();

    private final Path notes;

    private RealChildren() throws IOException {
        notes = Files.createTempFile("grandchildren", ".txt");
        CurrentChildren.provide(this);
    }

    /** Lets {@code ChildJvm.start} start real children that are recorded here. */
    public static RealChildren provide() throws IOException {
        return new RealChildren();
    }

    @Override
    public Process start(Class<?> mainClass, List<String> arguments) throws IOException {
        Process child = ChildProcesses.start(List.of("-D" + CurrentChildren.NOTES + "=" + notes), mainClass, arguments);
        started.add(child);
        return new HandedChild(child, child.getInputStream());
    }

    /** Returns the children in the order in which they were started. */
    public List<Process> started() {
        return List.copyOf(started);
    }

    /** Returns how many processes the children have tried to start so far; none of them was. */
    public int grandchildren() throws IOException {
        return Files.readAllLines(notes).size();
    }

    @Override
    public void close() throws IOException {
        CurrentChildren.provideNone();
        started.forEach(Process::destroyForcibly);
        Files.delete(notes);
    }
}
