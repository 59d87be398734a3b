package lockstep.engine.control;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The pooled threads that wait for work. Used by one engine, from its own thread and from the one that has the token. */
public final class PooledThreads implements AutoCloseable {

    /** How long a thread may take to end; one that takes longer keeps its pooled thread. */
    private static final long PATIENCE_NANOS = 200_000_000L;

    private final Deque<PooledThread> idle = new ArrayDeque<>();
    private int made;

    synchronized PooledThread take() {
        PooledThread pooled = idle.poll();
        if (pooled == null) {
            pooled = new PooledThread(++made);
            pooled.start();
        }
        return pooled;
    }

    synchronized void giveBack(PooledThread pooled) {
        idle.push(pooled);
    }

    /** Ends the threads of an execution that is over, one after the other, so that their finally blocks do not meet. */
    void recall(List<ControlledThread> threads) {
        for (ControlledThread thread : List.copyOf(threads)) {
            PooledThread pooled = thread.pooled;
            if (pooled == null) {
                continue;
            }
            if (pooled.task() == thread) {
                pooled.giveToken();
                long deadline = System.nanoTime() + PATIENCE_NANOS;
                while (pooled.task() == thread && System.nanoTime() < deadline) {
                    LockSupport.parkNanos(this, 1_000_000L);
                }
            }
            if (pooled.isIdle()) {
                giveBack(pooled);
            }
        }
    }

    @Override
    public synchronized void close() {
        idle.forEach(PooledThread::retire);
        idle.clear();
    }
}
