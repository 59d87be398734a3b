package lockstep.grader.worker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockstep.grader.worker.child.WorkerMain;
import lockstep.grader.worker.protocol.Frames;
import lockstep.grader.worker.protocol.Message;
import lockstep.grader.worker.protocol.RecordCodec;
import lockstep.grader.worker.protocol.Request;
import lockstep.grader.worker.sandbox.Box;
import lockstep.grader.worker.sandbox.Ladder;
import lockstep.grader.worker.sandbox.Sandbox;
import lockstep.grader.worker.sandbox.Scratch;
import org.jspecify.annotations.Nullable;

/** One worker JVM, from its start until it and everything below it is gone. */
final class WorkerProcess implements AutoCloseable {

    /** What the parent hears of its worker. */
    sealed interface Event {
        /** It said something. */
        record Said(Message message) implements Event {}

        /** Something else than messages came on its channel. */
        record Garbled(String why) implements Event {}

        /** The submission printed more than it may. */
        record Flooded() implements Event {}

        /** Its channel has ended. */
        record Closed() implements Event {}
    }

    private static final int TAIL_BYTES = 4_000;

    private final Process process;
    private final Scratch scratch;
    private final Thread killer;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Set<ProcessHandle> descendants = new HashSet<>();
    private final Tail errors = new Tail(TAIL_BYTES);
    private final Thread errorReader;

    private WorkerProcess(Process process, Scratch scratch, WorkerLimits limits, long nonce) {
        this.process = process;
        this.scratch = scratch;
        this.killer = new Thread(process::destroyForcibly, "worker-killer");
        Runtime.getRuntime().addShutdownHook(killer);
        this.errorReader = daemon("worker-errors", () -> readErrors(limits.outputBytes()));
        errorReader.start();
        daemon("worker-messages", () -> readMessages(nonce)).start();
    }

    /** Starts a worker and hands it the request. */
    static WorkerProcess start(WorkerTask task, Request request, long nonce, Sandbox sandbox) throws IOException {
        Scratch scratch = Scratch.open("lockstep-worker");
        List<Path> readable = new ArrayList<>(task.classPath());
        readable.addAll(Ladder.ownClassPath());
        Box box = new Box(readable, scratch.folder(), task.limits().heapMegabytes(), sandbox.nextSlot());
        ProcessBuilder builder = new ProcessBuilder(sandbox.wrap(box, command(task, scratch.folder(), sandbox)))
                .directory(scratch.folder().toFile());
        Ladder.reduce(builder.environment());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            scratch.close();
            throw e;
        }
        WorkerProcess worker = new WorkerProcess(process, scratch, task.limits(), nonce);
        try {
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
            out.writeLong(nonce);
            Frames.write(out, nonce, RecordCodec.encode(Request.class, request));
        } catch (IOException e) {
            // It died at once: the end of its channel says so, too, and its errors say why.
        }
        return worker;
    }

    private static List<String> command(WorkerTask task, Path scratch, Sandbox sandbox) {
        String classPath = Stream.concat(task.classPath().stream(), Ladder.ownClassPath().stream())
                .map(path -> path.toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + task.limits().heapMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-XX:-UsePerfData",
                "-XX:-OmitStackTraceInFastThrow",
                // A JVM that has run out of memory once is not fit to ask further checks, whoever caught the error.
                "-XX:+ExitOnOutOfMemoryError",
                // Anything that the JVM itself prints on standard output would garble the messages.
                "-XX:+DisplayVMOutputToStderr",
                "-Xlog:disable",
                "-Xlog:all=warning:stderr",
                "-XX:-CreateCoredumpOnCrash",
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=" + scratch,
                "-Djava.awt.headless=true"));
        if (sandbox.rung().hidesFiles()) {
            // What says how many processors a container may use is hidden, too.
            command.add("-XX:ActiveProcessorCount=" + Runtime.getRuntime().availableProcessors());
        }
        command.addAll(task.jvmFlags());
        command.addAll(List.of("-cp", classPath, WorkerMain.class.getName()));
        return command;
    }

    /** Returns the next event, or null if none comes in time. */
    @Nullable
    Event next(long waitMillis) throws InterruptedException {
        return events.poll(waitMillis, TimeUnit.MILLISECONDS);
    }

    /** Remembers which processes are below the worker now: once it is dead, nobody knows whose children they were. */
    void noteDescendants() {
        process.descendants().forEach(descendants::add);
    }

    /** Returns the exit status, or null if it does not end within a moment after its channel has. */
    @Nullable
    Integer exitStatus() throws InterruptedException {
        return process.waitFor(2, TimeUnit.SECONDS) ? process.exitValue() : null;
    }

    /** Returns the end of what it printed. */
    String lastOutput() throws InterruptedException {
        errorReader.join(500);
        return errors.text();
    }

    @Override
    public void close() {
        noteDescendants();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        boolean interrupted = Thread.interrupted();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException e) {
            // The grader itself is going down: the hook is running already.
        }
        scratch.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void readMessages(long nonce) {
        try (InputStream in = new BufferedInputStream(process.getInputStream())) {
            byte[] content;
            while ((content = Frames.read(in, nonce)) != null) {
                events.add(new Event.Said(RecordCodec.decode(Message.class, content)));
            }
            events.add(new Event.Closed());
        } catch (IOException | RuntimeException e) {
            events.add(new Event.Garbled(String.valueOf(e.getMessage())));
        }
    }

    private void readErrors(long allowedBytes) {
        byte[] buffer = new byte[8192];
        long total = 0;
        try (InputStream in = process.getErrorStream()) {
            int count;
            while ((count = in.read(buffer)) >= 0) {
                errors.add(buffer, count);
                total += count;
                if (total > allowedBytes) {
                    events.add(new Event.Flooded());
                    return;
                }
            }
        } catch (IOException e) {
            // The stream of a killed process may end like this.
        }
    }

    private static Thread daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }
}
