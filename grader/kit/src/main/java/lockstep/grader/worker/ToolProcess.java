package lockstep.grader.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that the instructor names, run beside the grader; never a student's code.
 *
 * @param folder where it runs, and where its output is kept
 * @param mostTime when it is stopped
 */
public record ToolProcess(Path folder, Duration mostTime) {

    private static final int STOPPED = -1;

    /** How a program ended, and what it printed. */
    public record Ended(int status, String output) {}

    /** Runs the program to its end; status -1 where it had to be stopped. */
    public Ended run(List<String> command) throws IOException {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        boolean ended;
        try {
            ended = process.waitFor(mostTime.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = false;
        }
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new Ended(
                ended ? process.exitValue() : STOPPED, new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
    }
}
