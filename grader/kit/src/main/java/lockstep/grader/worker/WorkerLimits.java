package lockstep.grader.worker;

import java.time.Duration;

/**
 * What a worker may use.
 *
 * @param perCheck wall time from a check's start to its end, seen from outside
 * @param start wall time from the process's start to its first word
 * @param heapMegabytes the JVM's maximum heap
 * @param outputBytes what the submission may print in one worker's life
 */
public record WorkerLimits(Duration perCheck, Duration start, int heapMegabytes, long outputBytes) {

    /** One size for all: by the heap's size code could tell what is asked of it. */
    public static final int HEAP_MEGABYTES = 384;
}
