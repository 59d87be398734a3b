package lockstep.engine.control;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lockstep.engine.ExecutionEnded;
import lockstep.engine.trace.Awaited;
import lockstep.engine.trace.Event;
import org.jspecify.annotations.Nullable;

/** What woven code calls in place of the methods of {@link Thread}, of {@code LockSupport} and of the clock. */
@SuppressWarnings("unused") // called from woven code
public final class ThreadHooks {

    /** So often in a row a thread may find its interrupt flag set when it parks, and go on to look what that means. A choice. */
    private static final int MOST_PARKS_IN_VAIN = 8;

    private ThreadHooks() {}

    /** A thread has been made; to the JVM it is a pooled thread that has made it, and a pooled thread is a daemon. */
    public static void made(Thread thread) {
        ControlledThread me = ControlledThread.current();
        if (me != null) {
            thread.setDaemon(me.user.isDaemon());
            thread.setPriority(me.user.getPriority());
            me.execution.made(thread, me);
        }
    }

    /** A pool has been made. */
    public static void poolMade(Object pool) {
        ControlledThread me = ControlledThread.current();
        if (me != null && me.execution.trace.isOn()) {
            me.execution.origins.made(pool);
        }
    }

    /** A pool is about to make a thread. */
    public static void grows(Object pool) {
        ControlledThread me = ControlledThread.current();
        if (me != null) {
            me.growing = pool;
        }
    }

    /** Returns the group of a thread that is made without one. */
    public static @Nullable ThreadGroup group() {
        ControlledThread me = ControlledThread.current();
        return me == null ? null : me.user.getThreadGroup();
    }

    public static @Nullable ThreadGroup getThreadGroup(Thread thread, int site) {
        ControlledThread me = Hooks.me();
        ControlledThread other = me == null ? null : me.execution.of(thread);
        return other != null && other.done ? null : thread.getThreadGroup();
    }

    public static void setDaemon(Thread thread, boolean daemon, int site) {
        if (isAlive(thread, site)) {
            throw new IllegalThreadStateException();
        }
        thread.setDaemon(daemon);
    }

    // ---- what nobody catches

    public static void setDefaultUncaughtExceptionHandler(Thread.@Nullable UncaughtExceptionHandler handler, int site) {
        ControlledThread me = Hooks.me();
        if (me != null) {
            me.execution.lastResort = handler;
        }
    }

    public static Thread.@Nullable UncaughtExceptionHandler getDefaultUncaughtExceptionHandler(int site) {
        ControlledThread me = Hooks.me();
        return me == null ? null : me.execution.lastResort;
    }

    /** Starts a thread: its body runs on a pooled thread, the object itself is never started. */
    public static void start(Thread thread, int site) {
        ControlledThread me = Hooks.me();
        if (me == null) {
            return;
        }
        Execution execution = me.execution;
        if (execution.of(thread) != null) {
            throw new IllegalThreadStateException();
        }
        me.librarySite = site >= 0 ? site : me.librarySite;
        execution.meetingPoint(me, site);
        ControlledThread started =
                execution.start(me, "T" + execution.threads().size(), thread, () -> runAndReport(thread));
        execution.trace.add(me, site, () -> new Event.Start(started.name));
        if (site < 0) {
            execution.startedInLibrary(me, isOfForkJoin(thread));
        }
    }

    private static boolean isOfForkJoin(Thread thread) {
        return Stream.<Class<?>>iterate(thread.getClass(), Objects::nonNull, Class::getSuperclass)
                .anyMatch(type -> type.getName().endsWith(".ForkJoinWorkerThread"));
    }

    private static void runAndReport(Thread thread) {
        try {
            bodyOf(thread).run();
        } catch (ExecutionEnded ended) {
            throw ended;
        } catch (Throwable thrown) {
            handle(thread, thrown);
            throw thrown;
        }
    }

    /** A virtual thread does nothing by itself. */
    private static Runnable bodyOf(Thread thread) {
        ControlledThread me = ControlledThread.current();
        Runnable task = me == null ? null : me.execution.taskOf(thread);
        return task == null ? thread : task;
    }

    /** Tells the handler. What the handler throws is ignored, as the JVM does. */
    private static void handle(Thread thread, Throwable thrown) {
        Thread.UncaughtExceptionHandler handler = handlerOf(thread);
        try {
            if (handler != null) {
                handler.uncaughtException(thread, thrown);
            }
        } catch (ExecutionEnded ended) {
            throw ended;
        } catch (Throwable ignored) {
            // The thread ends by the first one.
        }
    }

    /** Returns the thread's own handler, or that of its group, or the default. The usual one of a group only prints. */
    private static Thread.@Nullable UncaughtExceptionHandler handlerOf(Thread thread) {
        Thread.UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();
        while (handler instanceof ThreadGroup group && isUsual(group)) {
            handler = group.getParent();
        }
        ControlledThread me = ControlledThread.current();
        return handler == null && me != null ? me.execution.lastResort : handler;
    }

    private static boolean isUsual(ThreadGroup group) {
        return group.getClass().getClassLoader() == null;
    }

    public static void join(Thread thread, int site) throws InterruptedException {
        joinNanos(thread, 0, site);
    }

    public static void join(Thread thread, long millis, int site) throws InterruptedException {
        joinNanos(thread, millis * 1_000_000, site);
    }

    public static void join(Thread thread, long millis, int nanos, int site) throws InterruptedException {
        joinNanos(thread, millis * 1_000_000 + nanos, site);
    }

    public static boolean join(Thread thread, Duration duration, int site) throws InterruptedException {
        joinNanos(thread, Math.max(1, duration.toNanos()), site);
        ControlledThread me = Hooks.me();
        ControlledThread other = me == null ? null : me.execution.of(thread);
        return other == null || other.done;
    }

    private static void joinNanos(Thread thread, long nanos, int site) throws InterruptedException {
        ControlledThread me = Hooks.me();
        if (me == null) {
            return;
        }
        throwIfInterrupted(me, site);
        ControlledThread other = me.execution.of(thread);
        if (other == null) {
            return;
        }
        me.librarySite = site >= 0 ? site : me.librarySite;
        me.execution.point(me, Site.OUTSIDE);
        long deadline = nanos == 0 ? Wait.NEVER : me.execution.time.in(nanos);
        me.execution.block(
                me, Wait.interruptibly(() -> Awaited.endOf(other.name), other, () -> other.done, deadline, false));
        if (other.done) {
            me.execution.memory.acquire(me, other.ending, Site.OUTSIDE);
            me.execution.trace.add(me, site, () -> new Event.Join(other.name));
        } else {
            throwIfInterrupted(me, site);
        }
    }

    private static void throwIfInterrupted(ControlledThread me, int site) throws InterruptedException {
        if (interrupted(me, site)) {
            throw new InterruptedException();
        }
    }

    private static boolean interrupted(ControlledThread me, int site) {
        boolean was = me.interrupted;
        me.did(was ? 1 : 0);
        if (was) {
            me.takesInterrupt(site);
            me.execution.memory.acquire(me, me.interruption, Site.OUTSIDE);
        }
        return was;
    }

    public static boolean isAlive(Thread thread, int site) {
        ControlledThread me = Hooks.me();
        ControlledThread other = me == null ? null : me.execution.of(thread);
        if (me == null || other == null) {
            return false;
        }
        if (!other.done) {
            me.execution.looksAtThreads(me);
        }
        me.did(other.done ? 1 : 0);
        if (other.done) {
            me.execution.memory.acquire(me, other.ending, Site.OUTSIDE);
        }
        return !other.done;
    }

    public static Thread.State getState(Thread thread, int site) {
        ControlledThread me = Hooks.me();
        ControlledThread other = me == null ? null : me.execution.of(thread);
        if (me == null || other == null) {
            return thread.getState();
        }
        me.execution.looksAtThreads(me);
        Wait wait = other.wait;
        Thread.State state = other.done ? Thread.State.TERMINATED : wait == null ? Thread.State.RUNNABLE : wait.state;
        me.did(state.ordinal());
        return state;
    }

    public static Thread currentThread(int site) {
        ControlledThread me = ControlledThread.current();
        return me == null ? Thread.currentThread() : me.user;
    }

    public static boolean holdsLock(Object object, int site) {
        ControlledThread me = Hooks.me();
        return me != null && me.execution.monitors.holds(me, object);
    }

    // ---- interrupts

    public static void interrupt(Thread thread, int site) {
        ControlledThread me = Hooks.me();
        if (me == null) {
            return;
        }
        ControlledThread other = me.execution.of(thread);
        if (other == null) {
            me.execution.interruptedBeforeStart(thread);
            return;
        }
        if (!other.done) {
            me.execution.meetingPoint(me, site);
        }
        touchInterruption(me, other, site, true);
        me.execution.interrupted(other);
        me.execution.memory.release(me, other.interruption, Site.OUTSIDE);
        me.execution.trace.add(me, site, () -> new Event.Interrupt(other.name));
    }

    public static boolean isInterrupted(Thread thread, int site) {
        ControlledThread me = Hooks.me();
        if (me == null) {
            return false;
        }
        ControlledThread other = me.execution.of(thread);
        if (other == null) {
            return me.execution.isInterruptedBeforeStart(thread);
        }
        touchInterruption(me, other, site, false);
        me.execution.point(me, site);
        me.execution.memory.acquire(me, other.interruption, Site.OUTSIDE);
        // To clear the flag is no write of the variable.
        me.did(other.interrupted ? 1 : 0);
        return other.interrupted;
    }

    public static boolean interrupted(int site) {
        ControlledThread me = Hooks.me();
        if (me == null) {
            return false;
        }
        touchInterruption(me, me, site, false);
        me.execution.point(me, site);
        return interrupted(me, site);
    }

    /** Notes where an interrupt and a look at the interrupt status can meet. */
    private static void touchInterruption(ControlledThread me, ControlledThread other, int site, boolean write) {
        if (other.interruption.touch(me.id, site >= 0 ? site : me.librarySite, write)) {
            me.execution.meet(other.interruption);
        }
    }

    // ---- time

    public static void sleep(long millis, int site) throws InterruptedException {
        if (millis < 0) {
            throw new IllegalArgumentException("timeout value is negative");
        }
        sleepNanos(millis * 1_000_000, site);
    }

    public static void sleep(long millis, int nanos, int site) throws InterruptedException {
        sleepNanos(millis * 1_000_000 + nanos, site);
    }

    public static void sleep(Duration duration, int site) throws InterruptedException {
        sleepNanos(duration.toNanos(), site);
    }

    private static void sleepNanos(long nanos, int site) throws InterruptedException {
        ControlledThread me = Hooks.me();
        if (me == null) {
            return;
        }
        throwIfInterrupted(me, site);
        me.librarySite = site >= 0 ? site : me.librarySite;
        me.execution.block(
                me,
                Wait.interruptibly(
                        () -> Awaited.of(Awaited.Kind.SLEEP), null, () -> false, me.execution.time.in(nanos), false));
        throwIfInterrupted(me, site);
    }

    public static void yield(int site) {
        ControlledThread me = Hooks.me();
        if (me != null) {
            me.execution.offer(me);
        }
    }

    public static void onSpinWait(int site) {
        ThreadHooks.yield(site);
    }

    public static long nanoTime(int site) {
        ControlledThread me = ControlledThread.current();
        if (me == null) {
            return System.nanoTime();
        }
        me.execution.learnt(me);
        long now = me.execution.time.read(me.execution.threads());
        me.did(now);
        return now;
    }

    public static long currentTimeMillis(int site) {
        return VirtualTime.millis(nanoTime(site));
    }

    public static void sleep(TimeUnit unit, long duration, int site) throws InterruptedException {
        if (duration > 0) {
            sleepNanos(unit.toNanos(duration), site);
        }
    }

    /** Returns the truth to a submission; to the library the same on every machine, so that it goes the same ways. */
    public static int availableProcessors(Runtime runtime, int site) {
        return site >= 0 ? runtime.availableProcessors() : 4;
    }

    /** Returns what an execution keeps in place of a static field of the JDK, made where it is first asked for. */
    public static Object kept(String field, Supplier<?> made) {
        ControlledThread me = ControlledThread.current();
        return me == null ? made.get() : me.execution.kept(field, made);
    }

    /** Returns how many threads there are. */
    public static int activeCount(int site) {
        ControlledThread me = Hooks.me();
        if (me == null) {
            return 1;
        }
        me.execution.looksAtThreads(me);
        int count = (int)
                me.execution.threads().stream().filter(thread -> !thread.done).count();
        me.did(count);
        return count;
    }

    public static int activeCount(ThreadGroup group, int site) {
        return activeCount(site);
    }

    public static double random(int site) {
        ControlledThread me = ControlledThread.current();
        if (me == null) {
            return 0;
        }
        double number = me.execution.random().nextDouble();
        me.did(Double.doubleToLongBits(number));
        return number;
    }

    public static void timedWait(TimeUnit unit, Object object, long duration, int site) throws InterruptedException {
        if (duration > 0) {
            Hooks.await(object, Math.max(1, unit.toMillis(duration)), site);
        }
    }

    public static void timedJoin(TimeUnit unit, Thread thread, long duration, int site) throws InterruptedException {
        if (duration > 0) {
            joinNanos(thread, Math.max(1, unit.toNanos(duration)), site);
        }
    }

    // ---- parking

    /** Notes what the calling thread will wait for when it parks. */
    public static void setBlocker(@Nullable Object blocker) {
        ControlledThread me = ControlledThread.current();
        if (me != null) {
            me.blocker = blocker;
        }
    }

    /** Returns what {@link #setBlocker} has noted. */
    public static @Nullable Object blocker() {
        ControlledThread me = ControlledThread.current();
        return me == null ? null : me.blocker;
    }

    public static void park(@Nullable Object blocker) {
        parkUntil(blocker, Wait.NEVER);
    }

    public static void parkNanos(@Nullable Object blocker, long nanos) {
        ControlledThread me = ControlledThread.current();
        if (nanos > 0 && me != null) {
            parkUntil(blocker, me.execution.time.in(nanos));
        }
    }

    private static void parkUntil(@Nullable Object blocker, long deadline) {
        ControlledThread me = Hooks.me();
        if (me == null) {
            return;
        }
        boolean parksItself = me.parksItself;
        me.parksItself = false;
        if (!me.parkPermit && !me.interrupted) {
            Supplier<Awaited> what =
                    () -> blocker == null ? Awaited.of(Awaited.Kind.PERMIT) : LibraryNames.awaited(blocker);
            me.execution.block(me, Wait.interruptibly(what, blocker, () -> me.parkPermit, deadline, parksItself));
            me.parksInVain = 0;
        } else if (!me.parkPermit && ++me.parksInVain > MOST_PARKS_IN_VAIN) {
            // Whoever parks in a loop and does not clear the flag spins.
            me.execution.offer(me);
        }
        me.parkPermit = false;
        me.history = me.permit.history(me.history, 5, true);
    }

    public static void unpark(@Nullable Thread thread) {
        ControlledThread me = Hooks.me();
        ControlledThread other = me == null || thread == null ? null : me.execution.of(thread);
        if (me != null && other != null) {
            other.parkPermit = true;
            me.history = other.permit.history(me.history, 3, true);
            me.execution.progressed(me);
        }
    }

    // ---- processes

    /** Stands for {@code onExit} of a process or of its handle, which a scenario plays. */
    public static Object onExit(Object process, int site) {
        ControlledThread me = ControlledThread.current();
        if (me == null) {
            throw new IllegalStateException("not under control");
        }
        for (Method method : process.getClass().getMethods()) {
            if (method.getName().equals("onExit")
                    && method.getReturnType().getClassLoader() != null
                    && method.getParameterCount() == 0) {
                try {
                    method.setAccessible(true);
                    return method.invoke(process);
                } catch (ReflectiveOperationException e) {
                    break;
                }
            }
        }
        throw me.execution.refuse("Process.onExit() of a real process");
    }

    // ---- threads of newer JDKs

    /** Stands for {@code Thread.startVirtualThread}. */
    public static Thread startVirtualThread(Runnable task, int site) {
        Thread thread = adopted(Builders.unstarted(Builders.ofVirtual(), task), task);
        start(thread, site);
        return thread;
    }

    /** Stands for {@code Thread.Builder.start}. */
    public static Thread builderStart(Object builder, Runnable task, int site) {
        Thread thread = builderUnstarted(builder, task, site);
        start(thread, site);
        return thread;
    }

    /** Stands for {@code Thread.Builder.unstarted}. */
    public static Thread builderUnstarted(Object builder, Runnable task, int site) {
        return adopted(Builders.unstarted(builder, task), task);
    }

    /** Stands for {@code Thread.Builder.factory}. */
    public static ThreadFactory builderFactory(Object builder, int site) {
        ThreadFactory factory = Builders.factory(builder);
        return task -> adopted(Builders.made(() -> factory.newThread(task)), task);
    }

    private static Thread adopted(Thread thread, Runnable task) {
        ControlledThread me = ControlledThread.current();
        if (me != null) {
            boolean isVirtual = thread.getThreadGroup() != null && Builders.isVirtual(thread);
            if (!isVirtual && thread.getName().startsWith("Thread-")) {
                thread.setName(IdentityHooks.nextThreadName());
            }
            if (!isVirtual && me.user.isDaemon()) {
                thread.setDaemon(true);
            }
            me.execution.adopt(thread, task, me);
        }
        return thread;
    }
}
