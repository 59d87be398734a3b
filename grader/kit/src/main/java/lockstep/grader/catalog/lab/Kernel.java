package lockstep.grader.catalog.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What Linux tells of threads and processes; elsewhere nothing is known. */
final class Kernel {

    private static final Path PROC = Path.of("/proc");

    private Kernel() {}

    /**
     * Memory of a process, in KiB.
     *
     * @param resident all of its memory that is in use
     * @param proportional the same, with what it shares divided by those who share it
     */
    record Used(long resident, long proportional) {

        Used plus(Used other) {
            return new Used(resident + other.resident, proportional + other.proportional);
        }

        Used minus(Used other) {
            return new Used(resident - other.resident, proportional - other.proportional);
        }
    }

    /** Returns what a process uses. */
    static Optional<Used> used(long pid) {
        List<String> lines = lines(PROC.resolve(pid + "/smaps_rollup"));
        return lines.isEmpty() ? Optional.empty() : Optional.of(new Used(field(lines, "Rss"), field(lines, "Pss")));
    }

    /** Returns how often the calling thread has given a core away; 0 where it is not known. */
    static long switchesOfThisThread() {
        return switches(PROC.resolve("thread-self/status"));
    }

    /** Returns how often all threads of a process have given a core away; 0 where it is not known. */
    static long switchesOf(long pid) {
        try (Stream<Path> threads = Files.list(PROC.resolve(pid + "/task"))) {
            return threads.mapToLong(thread -> switches(thread.resolve("status")))
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }

    private static long switches(Path status) {
        List<String> lines = lines(status);
        return field(lines, "voluntary_ctxt_switches") + field(lines, "nonvoluntary_ctxt_switches");
    }

    /** Returns the lines of a file of the kernel's; none where it cannot be read. */
    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Returns the number in a line like {@code Rss: 1234 kB}; 0 where there is none. */
    static long field(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(
                        line -> Long.parseLong(line.substring(name.length() + 1).replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
