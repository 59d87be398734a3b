package lockstep.grader.catalog.processqueuesum;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A real child JVM and the time of its life, on the clock of {@link System#nanoTime}. */
public final class RealChild {

    private final Process process;
    private final List<String> arguments;
    private final long startedAt = System.nanoTime();
    private final CompletableFuture<Long> endedAt;

    RealChild(Process process, List<String> arguments) {
        this.process = process;
        this.arguments = List.copyOf(arguments);
        this.endedAt = process.onExit().thenApply(ended -> System.nanoTime());
    }

    public Process process() {
        return process;
    }

    public List<String> arguments() {
        return arguments;
    }

    public long startedAt() {
        return startedAt;
    }

    /** Returns whether it had started and not ended at this time. */
    boolean livedAt(long time) {
        Long end = endedAt.getNow(null);
        return startedAt - time <= 0 && (end == null || end - time > 0);
    }

    @Override
    public String toString() {
        return "child process " + process.pid() + " with arguments " + String.join(" ", arguments);
    }
}
