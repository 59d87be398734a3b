package lockstep.engine.jdk;

import lockstep.engine.control.ThreadHooks;
import org.jspecify.annotations.Nullable;

/** Stands for {@link java.util.concurrent.locks.LockSupport} in woven code. */
@SuppressWarnings({"unused", "MissingJavadoc"}) // called from woven code
public final class LockSupport {

    private LockSupport() {}

    public static void park() {
        ThreadHooks.park(ThreadHooks.blocker());
    }

    public static void park(@Nullable Object blocker) {
        ThreadHooks.park(blocker);
    }

    public static void parkNanos(long nanos) {
        ThreadHooks.parkNanos(ThreadHooks.blocker(), nanos);
    }

    public static void parkNanos(@Nullable Object blocker, long nanos) {
        ThreadHooks.parkNanos(blocker, nanos);
    }

    public static void parkUntil(long deadline) {
        parkUntil(ThreadHooks.blocker(), deadline);
    }

    public static void parkUntil(@Nullable Object blocker, long deadline) {
        ThreadHooks.parkNanos(blocker, (deadline - ThreadHooks.currentTimeMillis(-1)) * 1_000_000);
    }

    public static void unpark(@Nullable Thread thread) {
        ThreadHooks.unpark(thread);
    }

    public static void setCurrentBlocker(@Nullable Object blocker) {
        ThreadHooks.setBlocker(blocker);
    }

    public static @Nullable Object getBlocker(Thread thread) {
        return null;
    }

    @SuppressWarnings("deprecation") // getId is what all supported JDKs have
    public static long getThreadId(Thread thread) {
        return thread.getId();
    }
}
