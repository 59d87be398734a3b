package lockstep.grader.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import lockstep.grader.report.Runner;

/** Describes the machine for the feedback. */
final class HostDescription {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private HostDescription() {}

    static Runner.Host read() {
        return new Runner.Host(
                Runtime.getRuntime().availableProcessors(),
                cpu(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                Runtime.version().toString());
    }

    /** Only Linux tells the processor's name in a file; elsewhere its architecture has to do. */
    private static String cpu() {
        if (Files.isReadable(CPU_INFO)) {
            try (Stream<String> lines = Files.lines(CPU_INFO)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
            } catch (IOException e) {
                return System.getProperty("os.arch");
            }
        }
        return System.getProperty("os.arch");
    }
}
