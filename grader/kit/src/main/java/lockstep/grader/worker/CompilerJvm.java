package lockstep.grader.worker;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import lockstep.grader.worker.child.CompilerMain;
import lockstep.grader.worker.protocol.CompilerAnswer;
import lockstep.grader.worker.protocol.CompilerRequest;
import lockstep.grader.worker.protocol.Frames;
import lockstep.grader.worker.protocol.RecordCodec;
import lockstep.grader.worker.sandbox.Ladder;
import org.jspecify.annotations.Nullable;

/** One JVM of the compiler, until its first failure. For use by one thread at a time. */
final class CompilerJvm implements AutoCloseable {

    /** The launcher's word for the class archive of this JVM, which saves the other half of its start-up time. */
    private static final String ARCHIVE = "lockstep.archive";

    /** Other programs may keep an honest compiler from the processor for so many times its processor time. */
    private static final int PATIENCE = 6;

    private static final long LOOK_MILLIS = 100;

    /** The status of a JVM that was told to exit when it runs out of memory. */
    private static final int OUT_OF_MEMORY = 3;

    private final Process process;
    private final InputStream in;
    private final Thread killer;
    private volatile boolean cameUp;
    private long number = CompilerMain.GREETING;

    private CompilerJvm(Process process) {
        this.process = process;
        this.in = new BufferedInputStream(process.getInputStream());
        this.killer = new Thread(process::destroyForcibly, "compiler-killer");
        Runtime.getRuntime().addShutdownHook(killer);
    }

    static CompilerJvm start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command())
                .directory(new File(System.getProperty("java.io.tmpdir")))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Ladder.reduce(builder.environment());
        return new CompilerJvm(builder.start());
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xshare:auto",
                "-XX:-UsePerfData",
                // Anything that the JVM itself prints on standard output would garble the answers.
                "-XX:+DisplayVMOutputToStderr",
                "-Xlog:disable",
                "-XX:-CreateCoredumpOnCrash"));
        String archive = System.getProperty(ARCHIVE);
        if (archive != null) {
            command.add("-XX:SharedArchiveFile=" + archive);
        }
        command.add("-cp");
        command.add(Ladder.ownClassPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(CompilerMain.class.getName());
        return command;
    }

    /**
     * Asks one thing; after an answer that was not finished it is of no more use.
     *
     * @throws IOException if it ended for no known reason, did not come up, or spoke garbage
     */
    CompilerAnswer ask(CompilerRequest request, Duration mostProcessorTime) throws IOException, InterruptedException {
        FutureTask<CompilerAnswer> exchange = new FutureTask<>(() -> exchange(request));
        Thread thread = new Thread(exchange, "compiler-messages");
        thread.setDaemon(true);
        long startedAt = System.nanoTime();
        Duration before = processorTime();
        thread.start();
        while (true) {
            try {
                return exchange.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                Duration wallTime = Duration.ofNanos(System.nanoTime() - startedAt);
                if (processorTime().minus(before).compareTo(mostProcessorTime) > 0
                        || wallTime.compareTo(mostProcessorTime.multipliedBy(PATIENCE)) > 0) {
                    return ended("it was not done after " + mostProcessorTime.toSeconds() + " s", e);
                }
            } catch (ExecutionException e) {
                boolean outOfMemory = process.waitFor(2, TimeUnit.SECONDS) && process.exitValue() == OUT_OF_MEMORY;
                return ended(outOfMemory ? "it ran out of memory" : null, e);
            }
        }
    }

    private CompilerAnswer ended(@Nullable String because, Exception cause) throws IOException {
        if (because == null || !cameUp) {
            throw new IOException("the compiler's JVM gave no answer", cause);
        }
        return new CompilerAnswer.Unfinished(because);
    }

    /** Returns whether it has said that it is there. */
    boolean cameUp() {
        return cameUp;
    }

    private CompilerAnswer exchange(CompilerRequest request) throws IOException {
        if (!cameUp) {
            receive();
            cameUp = true;
        }
        number++;
        Frames.write(process.getOutputStream(), number, RecordCodec.encode(CompilerRequest.class, request));
        return RecordCodec.decode(CompilerAnswer.class, receive());
    }

    private byte[] receive() throws IOException {
        byte[] content = Frames.read(in, number);
        if (content == null) {
            throw new IOException("the compiler's JVM has ended");
        }
        return content;
    }

    private Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException e) {
            // The grader itself is going down: the hook is running already.
        }
    }
}
