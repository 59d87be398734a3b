package lockstep.grader.catalog.processqueuesum;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.probe.OtherThread;
import lockstep.grader.probe.ThreadReport;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import org.jspecify.annotations.Nullable;

/** Children that play scripts, with a record of them. Provided from {@link #playing} until {@link #close}. */
final class ScriptedChildren implements Children, AutoCloseable {

    private static final Advice CLOGGED = new Advice(
            "A pipe holds 64 KiB. A child whose pipe is full waits until someone reads; a parent that waits for the "
                    + "child's end before it reads waits for ever.",
            "Who reads what the child prints while the parent waits?",
            "Q1");

    private static final Advice WAITS_IN_VAIN = new Advice(
            "A thread that waits for something that will not come waits for ever, and so does everyone who waits for it.",
            "Write down for each call that can wait: what ends the waiting? What if a child ends, or fails, before that?",
            null);

    private final Script script;
    private final int failingStart;
    private final List<ScriptedChild> started = new ArrayList<>();
    private @Nullable String complaint;
    private volatile List<ScriptedChild> leftByCall = List.of();

    private ScriptedChildren(Script script, int failingStart) {
        this.script = script;
        this.failingStart = failingStart;
        CurrentChildren.provide(this);
    }

    /** Lets each child play this script, which may ask for its {@link ScriptedChild#number}. */
    static ScriptedChildren playing(Script script) {
        return new ScriptedChildren(script, -1);
    }

    /** Lets each child play this script, but lets the start of one, counted from 0, fail. */
    static ScriptedChildren failingToStart(int child, Script script) {
        return new ScriptedChildren(script, child);
    }

    @Override
    public synchronized Process start(Class<?> mainClass, List<String> arguments) throws IOException {
        if (started.size() == failingStart) {
            throw new IOException("Cannot run program \"java\": error=11, Resource temporarily unavailable");
        }
        ScriptedChild child = new ScriptedChild(started.size(), understand(arguments), script);
        started.add(child);
        notifyAll();
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

    /** Waits until so many children have been started, but not for ever. */
    synchronized void awaitStarted(int count) throws InterruptedException {
        long deadline = System.nanoTime() + OtherThread.PATIENCE.toNanos();
        while (started.size() < count && System.nanoTime() < deadline) {
            wait(100);
        }
    }

    /** Returns the children that lived when the call that was watched last returned or threw. */
    List<ScriptedChild> leftByCall() {
        return leftByCall;
    }

    /**
     * Makes a call in a thread of its own.
     *
     * @param call the call as a student would write it
     */
    <T> OtherThread<T> begin(String call, Callable<T> body) {
        return OtherThread.start(() -> {
            try {
                return body.call();
            } finally {
                leftByCall = started().stream().filter(ScriptedChild::isAlive).toList();
            }
        });
    }

    /** Makes a call and returns its answer; fails if it does not return. */
    <T> T watch(String call, Callable<T> body) throws Exception {
        return await(call, begin(call, body));
    }

    /** Waits for a call that has begun; fails if it does not return. */
    <T> T await(String call, OtherThread<T> caller) throws Exception {
        try {
            return caller.answerWithin(OtherThread.PATIENCE);
        } catch (TimeoutException e) {
            throw neverReturned(call, caller.thread());
        } finally {
            expectUnderstood();
        }
    }

    private synchronized void expectUnderstood() {
        if (complaint != null) {
            throw CheckFailedError.because(
                    "A child was started with the arguments \"" + complaint
                            + "\", which are not a start, an end and the name of a term.",
                    new Evidence.Counterexample("ChildJvm.start(...)", "start, end, name of the term", complaint));
        }
    }

    private CheckFailedError neverReturned(String call, Thread caller) {
        Evidence.StuckThreads report = ThreadReport.of(call, List.of(caller));
        List<ScriptedChild> clogged =
                started().stream().filter(ScriptedChild::isClogged).toList();
        String state = clogged.isEmpty()
                ? ""
                : " Child " + clogged.get(0).number() + " of " + started().size()
                        + " waits too: its pipe is full, and nobody reads it.";
        Evidence.Leak children = new Evidence.Leak(
                "processes", started().stream().map(ScriptedChildren::describe).toList());
        return CheckFailedError.because(
                call + " did not return." + state,
                !clogged.isEmpty() && someoneAwaitsExit() ? CLOGGED : WAITS_IN_VAIN,
                ThreadReport.firstLine(report),
                started().isEmpty() ? new Evidence[] {report} : new Evidence[] {report, children});
    }

    private static boolean someoneAwaitsExit() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getClassName().equals(ScriptedChild.class.getName())
                        && frame.getMethodName().equals("waitFor"));
    }

    /** Describes a child for people. */
    static String describe(ScriptedChild child) {
        String state = child.isClogged()
                ? "waits for someone to read its output"
                : child.isAlive() ? (child.isDestroyed() ? "told to end, but not ended yet" : "alive") : "ended";
        return "child " + child.number() + " on " + child.share() + ": " + state;
    }

    /** Ends all children and provides those that were provided before. */
    @Override
    public void close() {
        CurrentChildren.provideReal();
        started().forEach(ScriptedChild::destroyForcibly);
    }
}
