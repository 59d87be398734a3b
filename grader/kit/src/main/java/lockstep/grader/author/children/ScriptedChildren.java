package lockstep.grader.author.children;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lockstep.grader.author.Stage;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.verdict.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * Children that play scripts, with a record of them. Provided from {@link #playing} until {@link #close}.
 *
 * @param <A> what their parent asks of each
 */
public final class ScriptedChildren<A> implements Children, AutoCloseable {

    /** So that a few lines clog a pipe: how much a pipe holds is nothing that a parent may count on. */
    private static final int NARROW = 256;

    private static final int NEVER = -1;

    private final Assignments<A> assignments;
    private final Script<A> script;
    private final int pipe;
    private final int failingStart;
    private final long haste;
    private final List<ScriptedChild<A>> started = new ArrayList<>();
    private @Nullable String complaint;

    private ScriptedChildren(Assignments<A> assignments, Script<A> script, int pipe, int failingStart, long haste) {
        this.assignments = assignments;
        this.script = script;
        this.pipe = pipe;
        this.failingStart = failingStart;
        this.haste = haste;
        CurrentChildren.provide(this);
    }

    /** Lets each child play this script, which may ask for its {@link ScriptedChild#number}. */
    public static <A> ScriptedChildren<A> playing(Assignments<A> assignments, Script<A> script) {
        return new ScriptedChildren<>(assignments, script, BoundedPipe.CAPACITY, NEVER, 1);
    }

    /** The same with pipes that hold only a few lines. */
    public static <A> ScriptedChildren<A> behindNarrowPipes(Stage stage, Assignments<A> assignments, Script<A> script) {
        return new ScriptedChildren<>(assignments, script, NARROW, NEVER, stage.haste());
    }

    /** Lets each child play this script, but lets the start of one, counted from 0, fail. */
    public static <A> ScriptedChildren<A> failingToStart(
            Stage stage, int child, Assignments<A> assignments, Script<A> script) {
        return new ScriptedChildren<>(assignments, script, NARROW, child, stage.haste());
    }

    @Override
    public synchronized Process start(Class<?> mainClass, List<String> arguments) throws IOException {
        if (started.size() == failingStart) {
            throw new IOException("Cannot run program \"java\": error=11, Resource temporarily unavailable");
        }
        ScriptedChild<A> child = new ScriptedChild<>(started.size(), understand(arguments), script, pipe, haste);
        started.add(child);
        child.begin();
        return new HandedChild(child, child.getInputStream());
    }

    private A understand(List<String> arguments) {
        try {
            return assignments.reading().apply(arguments);
        } catch (IllegalArgumentException e) {
            complaint = String.join(" ", arguments);
            return assignments.none();
        }
    }

    /** Returns the children in the order in which they were started. */
    public synchronized List<ScriptedChild<A>> started() {
        return List.copyOf(started);
    }

    /** Returns those that live now. */
    public List<ScriptedChild<A>> alive() {
        return started().stream().filter(ScriptedChild::isAlive).toList();
    }

    /** Returns whether this thread plays a child. */
    boolean isOneOfThem(Thread thread) {
        return started().stream().anyMatch(child -> child.isPlayedBy(thread));
    }

    /** Fails if a child was started with arguments that are none. */
    public synchronized void expectUnderstood() {
        if (complaint != null) {
            throw CheckFailedError.because(
                    "A child was started with the arguments \"" + complaint + "\", which are not "
                            + assignments.expected() + ".",
                    new Evidence.Counterexample("ChildJvm.start(...)", assignments.expected(), complaint));
        }
    }

    /** Ends all children; from now on there are none to be started. */
    @Override
    public void close() {
        CurrentChildren.provideNone();
        started().forEach(ScriptedChild::destroyForcibly);
    }
}
