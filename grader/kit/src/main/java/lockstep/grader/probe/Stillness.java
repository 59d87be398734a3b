package lockstep.grader.probe;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells for how long none of some threads has moved and none could by itself: each is BLOCKED or WAITING without a time
 * limit, and none has begun to wait anew. A thread that reads a pipe is RUNNABLE, and while a child process lives so is
 * the JDK's thread that reaps it; whoever waits for those is not still.
 */
public final class Stillness {

    private Map<Long, Long> before = Map.of();
    private long since;

    /**
     * Looks once.
     *
     * @param threads all threads that could wake each other
     * @param nanoTime the time of this look
     * @return nanoseconds since the first of the latest looks in a row that all found the same; 0 if anyone moved
     */
    public long look(Collection<Thread> threads, long nanoTime) {
        Map<Long, Long> moves = movesIfAllWait(threads);
        if (moves.isEmpty() || !moves.equals(before)) {
            before = moves;
            since = nanoTime;
        }
        return nanoTime - since;
    }

    /** Returns how often each thread has begun to wait so far, or nothing if one of them could go on by itself. */
    @SuppressWarnings("deprecation") // threadId() is from Java 19 on
    private static Map<Long, Long> movesIfAllWait(Collection<Thread> threads) {
        long[] ids = threads.stream().mapToLong(Thread::getId).toArray();
        Map<Long, Long> moves = new HashMap<>();
        for (ThreadInfo info : ManagementFactory.getThreadMXBean().getThreadInfo(ids)) {
            if (info == null) {
                return Map.of();
            }
            Thread.State state = info.getThreadState();
            if (state != Thread.State.BLOCKED && state != Thread.State.WAITING) {
                return Map.of();
            }
            moves.put(info.getThreadId(), info.getBlockedCount() + info.getWaitedCount());
        }
        return moves;
    }
}
