package lockstep.grader.catalog.processqueuesum;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lockstep.grader.author.Stage;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.verdict.Evidence;
import org.jspecify.annotations.Nullable;

/** Children that play scripts, with a record of them. Provided from {@link #playing} until {@link #close}. */
final class ScriptedChildren implements Children, AutoCloseable {

    /** So that a few lines clog a pipe: how much a pipe holds is nothing that a parent may count on. */
    private static final int NARROW = 256;

    private static final int NEVER = -1;

    private final Script script;
    private final int pipe;
    private final int failingStart;
    private final long haste;
    private final List<ScriptedChild> started = new ArrayList<>();
    private @Nullable String complaint;

    private ScriptedChildren(Script script, int pipe, int failingStart, long haste) {
        this.script = script;
        this.pipe = pipe;
        this.failingStart = failingStart;
        this.haste = haste;
        CurrentChildren.provide(this);
    }

    /** Lets each child play this script, which may ask for its {@link ScriptedChild#number}. */
    static ScriptedChildren playing(Script script) {
        return new ScriptedChildren(script, BoundedPipe.CAPACITY, NEVER, 1);
    }

    /** The same with pipes that hold only a few lines. */
    static ScriptedChildren behindNarrowPipes(Stage stage, Script script) {
        return new ScriptedChildren(script, NARROW, NEVER, stage.haste());
    }

    /** Lets each child play this script, but lets the start of one, counted from 0, fail. */
    static ScriptedChildren failingToStart(Stage stage, int child, Script script) {
        return new ScriptedChildren(script, NARROW, child, stage.haste());
    }

    @Override
    public synchronized Process start(Class<?> mainClass, List<String> arguments) throws IOException {
        if (started.size() == failingStart) {
            throw new IOException("Cannot run program \"java\": error=11, Resource temporarily unavailable");
        }
        ScriptedChild child = new ScriptedChild(started.size(), understand(arguments), script, pipe, haste);
        started.add(child);
        child.begin();
        return new HandedChild(child, child.getInputStream());
    }

    private Share understand(List<String> arguments) {
        try {
            return Share.of(arguments);
        } catch (IllegalArgumentException e) {
            complaint = String.join(" ", arguments);
            return Share.NOTHING;
        }
    }

    /** Returns the children in the order in which they were started. */
    synchronized List<ScriptedChild> started() {
        return List.copyOf(started);
    }

    /** Returns those that live now. */
    List<ScriptedChild> alive() {
        return started().stream().filter(ScriptedChild::isAlive).toList();
    }

    /** Returns the sum of all that they had to print. */
    long printed() {
        return started().stream().mapToLong(child -> child.share().sum()).sum();
    }

    /** Fails if a child was started with arguments that are none. */
    synchronized void expectUnderstood() {
        if (complaint != null) {
            throw CheckFailedError.because(
                    "A child was started with the arguments \"" + complaint
                            + "\", which are not a start, an end and the name of a term.",
                    new Evidence.Counterexample("ChildJvm.start(...)", "start, end, name of the term", complaint));
        }
    }

    /** Ends all children and provides real ones, as without a probe. */
    @Override
    public void close() {
        CurrentChildren.provideReal();
        started().forEach(ScriptedChild::destroyForcibly);
    }
}
