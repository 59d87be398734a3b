package lockstep.grader.probe;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * For how long the threads of this JVM were ready to run and had no core, by the kernel's own account. Tells code that hangs
 * from code that a busy machine holds up. Sees the threads that live at both ends of the time; only Linux has this account,
 * elsewhere nobody ever waits for a core.
 */
public final class CoreWait {

    private final Path tasks;
    private final LongSupplier nanoTime;
    private final long waited;
    private final long since;

    /** @param tasks has a folder for each thread */
    CoreWait(Path tasks, LongSupplier nanoTime) {
        this.tasks = tasks;
        this.nanoTime = nanoTime;
        this.waited = waitedNanos();
        this.since = nanoTime.getAsLong();
    }

    /** Begins to look. */
    public static CoreWait fromNow() {
        return new CoreWait(Path.of("/proc/self/task"), System::nanoTime);
    }

    /** Returns whether since then, in all threads together, it was longer than half of the time. */
    public boolean isMostOfTheTime() {
        return waitedNanos() - waited > (nanoTime.getAsLong() - since) / 2;
    }

    private long waitedNanos() {
        long sum = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                sum += waitedNanosOrNone(thread);
            }
        } catch (IOException | DirectoryIteratorException e) {
            return 0;
        }
        return sum;
    }

    private static long waitedNanosOrNone(Path thread) {
        try {
            return waitedNanos(thread);
        } catch (IOException | RuntimeException e) {
            // It has just ended.
            return 0;
        }
    }

    /** Returns how long a thread was ready to run and had no core, by its folder below {@code /proc}. */
    public static long waitedNanos(Path thread) throws IOException {
        return Long.parseLong(
                Files.readString(thread.resolve("schedstat")).strip().split(" ")[1]);
    }
}
