package lockstep.engine.control;

import java.util.concurrent.locks.LockSupport;
import lockstep.engine.ExecutionEnded;
import org.jspecify.annotations.Nullable;

/** A real thread that runs controlled ones, one after the other. It moves only while it has the token. */
final class PooledThread extends Thread {

    /** Code that catches everything in a loop is stopped for good after so many attempts to end it. */
    private static final int ATTEMPTS_TO_END = 200;

    private volatile @Nullable ControlledThread task;
    private volatile boolean token;
    private volatile boolean retired;
    private int unwound;

    PooledThread(int number) {
        super(null, null, "pooled-" + number, 1 << 20, false);
        setDaemon(true);
    }

    @Nullable
    ControlledThread task() {
        return task;
    }

    boolean isIdle() {
        return task == null;
    }

    /** Sets what it runs once it has the token. */
    void assign(ControlledThread thread) {
        unwound = 0;
        token = false;
        thread.pooled = this;
        task = thread;
    }

    void retire() {
        retired = true;
        LockSupport.unpark(this);
    }

    void giveToken() {
        token = true;
        LockSupport.unpark(this);
    }

    /** Returns whether it may move and has not begun to. */
    boolean hasToken() {
        return token;
    }

    void awaitToken() {
        while (!token) {
            LockSupport.park(this);
        }
        token = false;
    }

    /** Ends the calling thread's part in an execution that is over. */
    ExecutionEnded unwind() {
        if (++unwound > ATTEMPTS_TO_END) {
            while (true) {
                LockSupport.park(this);
            }
        }
        return new ExecutionEnded();
    }

    @Override
    public void run() {
        while (!retired) {
            ControlledThread thread = task;
            if (thread == null || !token) {
                LockSupport.park(this);
            } else {
                token = false;
                thread.execution.runBody(thread);
                // From here on nothing may touch the execution: it may have ended.
                Thread.interrupted();
                task = null;
                thread.execution.threadIsIdle();
            }
        }
    }
}
