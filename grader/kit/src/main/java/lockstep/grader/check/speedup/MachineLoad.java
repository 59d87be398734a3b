package lockstep.grader.check.speedup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lockstep.grader.verdict.Evidence.Noise;

/**
 * The kernel's own account of where the cores' time goes, in clock ticks since the machine started. Only Linux has one;
 * elsewhere nothing is known of the load.
 *
 * @param cores how many cores the machine has, whatever this process may use of them
 * @param busy ticks of all cores in which anything ran
 * @param idle ticks of all cores in which nothing did
 * @param stolen ticks in which the virtual machine was ready and the host ran something else
 * @param own ticks of this process and of those of its children that have ended
 */
public record MachineLoad(int cores, long busy, long idle, long stolen, long own) {

    private static final long TICK_NANOS = 10_000_000;

    /** Whoever gets no more than this part of the cores may wait for one longer than a check can. */
    private static final double LITTLE = 0.25;

    /** Reads the account now; {@code proc} is {@code /proc}. */
    public static Optional<MachineLoad> read(Path proc) {
        try {
            List<String> lines = Files.readAllLines(proc.resolve("stat"));
            int cores = (int)
                    lines.stream().filter(line -> line.matches("cpu\\d+ .*")).count();
            long[] all = Arrays.stream(
                            lines.get(0).substring("cpu ".length()).strip().split(" "))
                    .mapToLong(Long::parseLong)
                    .toArray();
            CpuTicks own = CpuTicks.of(Files.readString(proc.resolve("self/stat")));
            long busy = all[0] + all[1] + all[2] + all[5] + all[6];
            return Optional.of(new MachineLoad(cores, busy, all[3] + all[4], all[7], own.own() + own.children()));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Returns what other processes and the host took of all cores' time between an earlier reading and this one. */
    long takenNanosSince(MachineLoad before) {
        return TICK_NANOS * (busy - before.busy - (own - before.own) + stolen - before.stolen);
    }

    /** Returns whether between an earlier reading and this one, others left next to nothing of the machine. */
    public boolean leftLittleSince(MachineLoad before) {
        return since(before, 0).freeCores() < LITTLE * cores;
    }

    /**
     * Returns what took cores away between an earlier reading and this one.
     *
     * @param waitedPercent what is known besides
     */
    public Noise since(MachineLoad before, double waitedPercent) {
        double total = Math.max(1, busy - before.busy + idle - before.idle + stolen - before.stolen);
        double others = Math.max(0, busy - before.busy - (own - before.own));
        return new Noise(cores * (1 - others / total), 100 * (stolen - before.stolen) / total, waitedPercent);
    }
}
