package lockstep.grader.worker.sandbox;

import java.nio.file.Path;
import java.util.List;

/**
 * What one process and everything below it may see and use.
 *
 * @param readable files and folders that it may read, at their own places
 * @param scratch the folder that it may write to, and in which it starts
 * @param heapMegabytes the maximum heap of its JVM
 * @param slot a number that no other box has at the same time
 */
public record Box(List<Path> readable, Path scratch, int heapMegabytes, int slot) {

    /** What a JVM wants beside its heap: classes, compiled code, stacks of many threads. */
    private static final long BESIDE_THE_HEAP = 1_536L << 20;

    /** Nobody's: above the users of a machine, below the ones that containers map. */
    private static final int FIRST_USER = 64_000;

    private static final int USERS = 500;

    public Box {
        readable = List.copyOf(readable);
    }

    long dataBytes() {
        return ((long) heapMegabytes << 20) + BESIDE_THE_HEAP;
    }

    /** Returns a user of its own, as limits on processes count per user. */
    int user() {
        return FIRST_USER + Math.floorMod(slot, USERS);
    }
}
