package lockstep.engine.jdk.woven;

import java.lang.reflect.Constructor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import lockstep.engine.control.ThreadHooks;

/**
 * What the JDK keeps in static fields for as long as a JVM lives: here for as long as an execution, so that no thread of
 * the common pool outlives one, and no execution sees how many there were before it. A program that does not use it does
 * not make it.
 */
@SuppressWarnings({"unused", "MissingJavadoc"}) // called from woven code
public final class PerExecution {

    private PerExecution() {}

    public static ForkJoinPool commonPool() {
        return (ForkJoinPool) ThreadHooks.kept("common", PerExecution::newCommonPool);
    }

    private static ForkJoinPool newCommonPool() {
        try {
            Constructor<ForkJoinPool> constructor = ForkJoinPool.class.getDeclaredConstructor(byte.class);
            constructor.setAccessible(true);
            return constructor.newInstance((byte) 0);
        } catch (ReflectiveOperationException e) {
            throw new InternalError(e);
        }
    }

    private static final String DELAYER = "CompletableFutureDelayScheduler";

    public static ScheduledThreadPoolExecutor delayer() {
        return (ScheduledThreadPoolExecutor) ThreadHooks.kept("delayer", PerExecution::newDelayer);
    }

    /** Returns whether a thread is the one that {@link java.util.concurrent.CompletableFuture} keeps for its time-outs. */
    public static boolean isDelayer(Thread thread) {
        return thread.isDaemon() && thread.getName().equals(DELAYER);
    }

    private static ScheduledThreadPoolExecutor newDelayer() {
        ScheduledThreadPoolExecutor delayer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, DELAYER);
            thread.setDaemon(true);
            return thread;
        });
        delayer.setRemoveOnCancelPolicy(true);
        return delayer;
    }

    public static AtomicInteger poolNumber() {
        return (AtomicInteger) ThreadHooks.kept("pools", () -> new AtomicInteger(1));
    }

    public static AtomicInteger timerNumber() {
        return (AtomicInteger) ThreadHooks.kept("timers", AtomicInteger::new);
    }
}
