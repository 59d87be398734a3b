package lockstep.grader.check.speedup;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import lockstep.grader.probe.CoreWait;

/**
 * How long the threads that a call has started, in this process and in those below it, were ready to run and had no core,
 * by the kernel's own account. Tells a submission that sleeps or hangs from one that a busy machine holds up. Sees a
 * thread only if it lives while it is looked; only Linux has this account.
 */
final class Starvation {

    private final Path proc;
    private final Set<Path> strangers = new HashSet<>();
    private final Map<Path, Long> first = new HashMap<>();
    private final Map<Path, Long> latest = new HashMap<>();

    /** Made before the call: whatever lives now does not belong to it; {@code proc} is {@code /proc}. */
    Starvation(Path proc) {
        this.proc = proc;
        strangers.addAll(threads(ProcessHandle.current()));
    }

    /** Begins to count. */
    void begin() {
        look();
        first.putAll(latest);
    }

    /** Looks at all threads of the call that live now. */
    void look() {
        Stream.concat(
                        Stream.of(ProcessHandle.current()),
                        ProcessHandle.current().descendants())
                .flatMap(process -> threads(process).stream())
                .filter(thread -> !strangers.contains(thread))
                .forEach(this::look);
    }

    private void look(Path thread) {
        try {
            latest.put(thread, CoreWait.waitedNanos(thread));
        } catch (IOException | RuntimeException e) {
            // A thread that ends while it is looked at has told what it had to tell.
        }
    }

    private Set<Path> threads(ProcessHandle process) {
        Set<Path> threads = new HashSet<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(proc.resolve(process.pid() + "/task"))) {
            tasks.forEach(threads::add);
        } catch (IOException | RuntimeException e) {
            // It has ended, or there is no such account.
        }
        return threads;
    }

    /** Returns the sum over all threads since the beginning, or -1 where the system has no such account. */
    long nanos() {
        if (latest.isEmpty()) {
            return -1;
        }
        return latest.entrySet().stream()
                .mapToLong(thread -> thread.getValue() - first.getOrDefault(thread.getKey(), 0L))
                .sum();
    }
}
