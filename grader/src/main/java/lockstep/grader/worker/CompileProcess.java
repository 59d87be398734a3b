package lockstep.grader.worker;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import lockstep.grader.compile.CompileTrial;
import lockstep.grader.compile.TrialMain;
import lockstep.grader.submission.SourceFile;
import lockstep.grader.worker.sandbox.Ladder;

/** Compiles for trial in a JVM with a small heap, which is ended at a deadline. */
public final class CompileProcess implements CompileTrial {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    @Override
    public Optional<String> failure(List<SourceFile> sources, Path classPath, Path scratch) {
        try {
            Path folder = Files.createDirectories(scratch);
            for (SourceFile source : sources) {
                String name = source.path().substring(source.path().lastIndexOf('/') + 1);
                Files.writeString(folder.resolve(name), source.text());
            }
            return await(new ProcessBuilder(command(folder, classPath))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Path folder, Path classPath) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp"));
        command.add(Ladder.ownClassPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.addAll(List.of(TrialMain.class.getName(), folder.toString(), classPath.toString()));
        return command;
    }

    private static Optional<String> await(Process process) {
        Thread killer = new Thread(process::destroyForcibly, "compile-killer");
        Runtime.getRuntime().addShutdownHook(killer);
        try {
            if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                return Optional.of("it was not done after " + DEADLINE.toSeconds() + " s");
            }
            return process.exitValue() == TrialMain.DONE
                    ? Optional.empty()
                    : Optional.of("it ran out of stack or memory, or made too many classes");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while compiling for trial");
        } finally {
            process.destroyForcibly();
            try {
                Runtime.getRuntime().removeShutdownHook(killer);
            } catch (IllegalStateException e) {
                // The grader itself is going down: the hook is running already.
            }
        }
    }
}
