package lockstep.grader.author.children;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lockstep.engine.Calls;
import lockstep.grader.probe.SubmissionFrames;
import lockstep.grader.probe.Uninterruptibly;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * A child process that is a thread in this JVM and plays a script. To its parent it behaves like a real one: its output
 * and its input are bounded pipes, it lives on for a moment after its output has ended, and to destroy it takes a moment, too.
 *
 * @param <A> what its parent asks of it
 */
public final class ScriptedChild<A> extends Process {

    /** The status of a process that was ended by a signal: 128 and the signal's number. */
    private static final int TERMINATED = 143;

    private static final int KILLED = 137;

    /** What passes between the end of a child's output, or the order to die, and its end. */
    private static final long DYING_MILLIS = 30;

    private final int number;
    private final A assignment;
    private final Script<A> script;
    private final long haste;
    private final BoundedPipe output;
    private final BoundedPipe input;
    private final InputStream fromChild;
    private final OutputStream toChild;
    private final InputStream errors = new ByteArrayInputStream(new byte[0]);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CompletableFuture<Process> exit = new CompletableFuture<>();
    private final ScriptedHandle handle;
    private final Thread thread;
    private volatile int ordered;
    private volatile int status;
    private volatile boolean deaf;
    private volatile boolean awaited;
    private final @Nullable SourceLocation startedAt;
    private volatile @Nullable SourceLocation orderedAt;
    private volatile boolean misbehaves;
    // Written in the run that is shown only, where one thread moves at a time; volatile, they would order others.
    private @Nullable SourceLocation readAt;
    private @Nullable SourceLocation askedAt;

    ScriptedChild(int number, A assignment, Script<A> script, int pipe, long haste) {
        this.output = new BoundedPipe(pipe);
        this.input = new BoundedPipe(pipe);
        this.fromChild = new PipeInput(output, this::noteRead);
        this.toChild = new PipeOutput(input);
        this.number = number;
        this.assignment = assignment;
        this.script = script;
        this.haste = haste;
        // In another order than the starts, as where a machine begins anew with low ids.
        this.handle = new ScriptedHandle(this, 5_000_000L + (number ^ 1));
        this.thread = new Thread(this::live, "child " + number);
        thread.setDaemon(true);
        this.startedAt = SubmissionFrames.topmost(new Throwable()).orElse(null);
    }

    void begin() {
        thread.start();
    }

    private void live() {
        int result;
        try {
            result = script.play(this);
        } catch (InterruptedException e) {
            result = ordered;
        }
        output.end();
        input.close();
        try {
            Thread.sleep(DYING_MILLIS);
        } catch (InterruptedException e) {
            // Destroyed while it was ending anyway: its status stands, and it takes its time.
            Uninterruptibly.pause(Duration.ofMillis(DYING_MILLIS));
        }
        status = result;
        ended.countDown();
        exit.complete(this);
    }

    /** Returns what its parent asked it to do. */
    public A assignment() {
        return assignment;
    }

    /** Returns its place in the order of starts, from 0. */
    public int number() {
        return number;
    }

    /** Prints a line. */
    public void print(Object line) throws InterruptedException {
        write(line + "\n");
    }

    /** Prints without an end of line. */
    public void write(String text) throws InterruptedException {
        output.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads one byte of what its parent writes, waiting for it; returns -1 when nothing more will come. */
    int read() throws InterruptedException {
        return input.readByte();
    }

    /** Reads a line of what its parent writes, waiting for it; returns null when nothing more will come. */
    public @Nullable String readLine() throws InterruptedException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = input.readByte();
        boolean over = next < 0;
        while (next >= 0 && next != '\n') {
            line.write(next);
            next = input.readByte();
        }
        return over ? null : line.toString(StandardCharsets.UTF_8);
    }

    /** Prints a line for which no parent can be sure to have room. */
    void printHugeLine() throws InterruptedException {
        output.writeHugeLine();
    }

    /** From now on it takes no notice of an order to end, only of force. */
    public void turnDeaf() {
        deaf = true;
    }

    /** Lets time pass for this child. */
    public void pause(long millis) throws InterruptedException {
        Thread.sleep(millis / haste);
    }

    /** Returns whether it waits for its parent to read, with the pipe full. */
    public boolean isClogged() {
        return output.isClogged();
    }

    /** Returns whether somebody waits, or has waited, for its end. */
    public boolean isAwaited() {
        return awaited;
    }

    /** Returns the line of the submission that has started the last of them; null where that is not known. */
    public static @Nullable SourceLocation startedAt(List<? extends ScriptedChild<?>> children) {
        ScriptedChild<?> last = children.isEmpty() ? null : children.get(children.size() - 1);
        return last == null ? null : last.startedAt;
    }

    /** Returns the line of the submission that has ordered it to end; null where none has, or that is not known. */
    @Nullable
    SourceLocation orderedAt() {
        return orderedAt;
    }

    /** Returns whether its parent has ordered it to end. */
    public boolean isDestroyed() {
        return ordered != 0;
    }

    boolean isPlayedBy(Thread candidate) {
        return candidate == thread;
    }

    /** From now on it does what its parent has to take for a failure. */
    void misbehave() {
        misbehaves = true;
    }

    boolean isMisbehaving() {
        return misbehaves;
    }

    /** Returns the line of the submission that has read its output last; null where none has, or that is not known. */
    @Nullable
    SourceLocation readAt() {
        return readAt;
    }

    /** Returns the line of the submission that has last asked whether it has ended, or how; null as above. */
    @Nullable
    SourceLocation askedAt() {
        return askedAt;
    }

    private void noteRead() {
        if (Calls.isShown()) {
            readAt = SubmissionFrames.topmost(new Throwable()).orElse(readAt);
        }
    }

    private void noteAsked() {
        if (Calls.isShown()) {
            askedAt = SubmissionFrames.topmost(new Throwable()).orElse(askedAt);
        }
    }

    /** Returns what it was asked to do and how it is, for people. */
    String inWords() {
        String state = isClogged()
                ? "waits for someone to read its output"
                : isAlive() ? (isDestroyed() ? "told to end, but not ended yet" : "alive") : "ended";
        return "child " + number + " on " + assignment + ": " + state;
    }

    @Override
    public InputStream getInputStream() {
        return fromChild;
    }

    @Override
    public InputStream getErrorStream() {
        return errors;
    }

    @Override
    public OutputStream getOutputStream() {
        return toChild;
    }

    @Override
    public int waitFor() throws InterruptedException {
        awaited = true;
        noteAsked();
        ended.await();
        return status;
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
        noteAsked();
        return ended.await(timeout, unit);
    }

    @Override
    public int exitValue() {
        noteAsked();
        if (isAlive()) {
            throw new IllegalThreadStateException("process hasn't exited");
        }
        return status;
    }

    @Override
    public boolean isAlive() {
        return ended.getCount() > 0;
    }

    @Override
    public void destroy() {
        order(TERMINATED);
    }

    @Override
    public Process destroyForcibly() {
        order(KILLED);
        return this;
    }

    /**
     * As with a real process, destroying it also closes the streams to it, its output before it can end that itself. To close
     * its input, what was written and not flushed has to go there first, unless it ends.
     */
    private void order(int how) {
        output.close();
        synchronized (this) {
            if (isAlive() && ordered == 0 && !(deaf && how == TERMINATED)) {
                ordered = how;
                orderedAt = SubmissionFrames.topmost(new Throwable()).orElse(null);
                thread.interrupt();
            }
        }
        try {
            toChild.close();
        } catch (IOException e) {
            // What was written last is lost, with who should have read it.
        }
    }

    /** Ends it by its handle, which leaves the streams open. */
    synchronized boolean end(boolean forcibly) {
        if (!isAlive()) {
            return false;
        }
        if (ordered == 0 && (forcibly || !deaf)) {
            ordered = forcibly ? KILLED : TERMINATED;
            orderedAt = SubmissionFrames.topmost(new Throwable()).orElse(null);
            thread.interrupt();
        }
        return true;
    }

    @Override
    public boolean supportsNormalTermination() {
        return true;
    }

    @Override
    public long pid() {
        return handle.pid();
    }

    @Override
    public CompletableFuture<Process> onExit() {
        return exit.thenApply(self -> self);
    }

    @Override
    public ProcessHandle toHandle() {
        return handle;
    }

    @Override
    public ProcessHandle.Info info() {
        return handle.info();
    }

    @Override
    public String toString() {
        return "Process[pid=" + pid() + ", exitValue=" + (isAlive() ? "\"not exited\"" : status) + "]";
    }
}
