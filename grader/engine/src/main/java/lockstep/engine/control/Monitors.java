package lockstep.engine.control;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import lockstep.engine.trace.Awaited;
import lockstep.engine.trace.Event;
import lockstep.engine.trace.Lock;
import org.jspecify.annotations.Nullable;

/** The monitors of an execution (JLS 17.1, 17.2). The JVM's own are not used: they would block the thread that moves. */
final class Monitors {

    private final Execution execution;
    private final Map<Object, Monitor> monitors = new IdentityHashMap<>();

    Monitors(Execution execution) {
        this.execution = execution;
    }

    private static final class Monitor {
        final Variable variable;
        final List<ControlledThread> waiters = new ArrayList<>();

        @Nullable
        ControlledThread owner;

        int count;

        Monitor(Variable variable) {
            this.variable = variable;
        }
    }

    private static Lock lock(Object object) {
        String type = Memory.typeName(object);
        return new Lock(object, true, object instanceof Class<?> ? type + ".class" : type, null);
    }

    private static Awaited awaited(Awaited.Kind kind, Object object) {
        return Awaited.of(kind, lock(object));
    }

    private Monitor of(Object object) {
        return monitors.computeIfAbsent(object, o -> new Monitor(new Variable(o, "monitor")));
    }

    void enter(ControlledThread me, Object object, int site) {
        Monitor monitor = of(object);
        boolean again = monitor.owner == me;
        execution.memory.before(me, monitor.variable, again ? site : me.placeOfLocking(site), true);
        take(me, object, monitor, site, 1);
        if (!again) {
            execution.trace.add(me, site, () -> new Event.Acquire(lock(object)));
        }
    }

    /** Takes the monitor and gives it back, as a method of a class that is not woven does. */
    void pass(ControlledThread me, Object object, int site) {
        Monitor monitor = of(object);
        execution.memory.before(me, monitor.variable, me.placeOfLocking(site), true);
        if (monitor.owner == me) {
            me.did(site);
        } else {
            take(me, object, monitor, site, 1);
            free(me, object, monitor);
        }
    }

    private void take(ControlledThread me, Object object, Monitor monitor, int site, int count) {
        if (monitor.owner == me) {
            monitor.count += count;
            // It has come further, though nothing has changed.
            me.did(site);
            return;
        }
        if (monitor.owner != null) {
            int before = me.librarySite;
            me.librarySite = site >= 0 ? site : before;
            execution.block(
                    me,
                    Wait.forMonitor(() -> awaited(Awaited.Kind.MONITOR, object), object, () -> monitor.owner == null));
            me.librarySite = before;
        }
        monitor.owner = me;
        monitor.count = count;
        me.held.add(new HeldLock(object, site >= 0 ? site : me.librarySite));
        execution.memory.acquire(me, monitor.variable, Site.OUTSIDE);
    }

    void exit(ControlledThread me, Object object, int site) {
        Monitor monitor = owned(me, object);
        execution.trace.flush();
        if (--monitor.count == 0) {
            free(me, object, monitor);
            execution.trace.add(me, site, () -> new Event.Release(lock(object)));
        }
    }

    private void free(ControlledThread me, Object object, Monitor monitor) {
        monitor.owner = null;
        monitor.count = 0;
        me.held.removeIf(held -> held.lock() == object);
        execution.memory.giveBack(me, monitor.variable);
    }

    private Monitor owned(ControlledThread me, Object object) {
        Monitor monitor = of(object);
        if (monitor.owner != me) {
            throw new IllegalMonitorStateException("current thread is not owner");
        }
        return monitor;
    }

    boolean holds(ControlledThread me, Object object) {
        return of(object).owner == me;
    }

    /**
     * Waits as {@link Object#wait} does.
     *
     * @param nanos how long, or 0 for ever
     */
    void await(ControlledThread me, Object object, long nanos, int site) throws InterruptedException {
        Monitor monitor = owned(me, object);
        me.librarySite = site;
        execution.memory.before(me, monitor.variable, site, true);
        clearInterrupt(me, site);
        int count = monitor.count;
        execution.trace.add(me, site, () -> new Event.Wait(lock(object)));
        free(me, object, monitor);
        monitor.waiters.add(me);
        long deadline = nanos == 0 ? Wait.NEVER : execution.time.in(nanos);
        execution.block(
                me,
                Wait.interruptibly(
                        () -> awaited(Awaited.Kind.NOTIFICATION, object),
                        object,
                        () -> !monitor.waiters.contains(me),
                        deadline,
                        true));
        boolean notified = !monitor.waiters.remove(me);
        take(me, object, monitor, site, count);
        execution.trace.add(me, site, () -> new Event.Return(lock(object)));
        if (!notified) {
            clearInterrupt(me, site);
        }
    }

    private void clearInterrupt(ControlledThread me, int site) throws InterruptedException {
        if (me.interrupted) {
            me.takesInterrupt(site);
            execution.memory.acquire(me, me.interruption, Site.OUTSIDE);
            throw new InterruptedException();
        }
    }

    void signal(ControlledThread me, Object object, boolean all, int site) {
        Monitor monitor = owned(me, object);
        execution.trace.flush();
        me.history = monitor.variable.history(me.history, site, true);
        int waiting = monitor.waiters.size();
        execution.trace.add(me, site, () -> new Event.Notify(lock(object), all, waiting));
        if (!monitor.waiters.isEmpty()) {
            execution.progressed(me);
            if (all) {
                monitor.waiters.clear();
            } else {
                // Which one is woken is up to the JVM (JLS 17.2.2).
                int count = monitor.waiters.size();
                ControlledThread woken = monitor.waiters.remove(count == 1 ? 0 : execution.choices.oneOf(me, count));
                woken.did(me.history);
            }
        }
    }
}
