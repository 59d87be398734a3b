package lockstep.grader.check.speedup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * CPU time of this process and of those of its children that have ended, in the system's ticks of a hundredth of a
 * second.
 */
public record CpuTicks(long own, long children) {

    private static final Path FILE = Path.of("/proc/self/stat");

    /** Returns what was used so far; null on a system that does not tell. */
    public static @Nullable CpuTicks now() {
        try {
            return of(Files.readString(FILE));
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /** Reads a line of {@code /proc/[pid]/stat}: its second word, in parentheses, may contain anything. */
    static CpuTicks of(String stat) {
        String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return new CpuTicks(
                Long.parseLong(words[11]) + Long.parseLong(words[12]),
                Long.parseLong(words[13]) + Long.parseLong(words[14]));
    }

    /** Returns what was used from then on. */
    public CpuTicks since(CpuTicks then) {
        return new CpuTicks(own - then.own, children - then.children);
    }
}
