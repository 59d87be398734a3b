package lockstep.engine.explain;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import lockstep.engine.control.Site;
import lockstep.engine.control.StuckThread;
import lockstep.engine.trace.Awaited;
import lockstep.engine.trace.Event;
import lockstep.engine.trace.Lock;
import lockstep.engine.trace.Operation;
import lockstep.engine.trace.SharedVariable;
import lockstep.engine.trace.Touch;
import lockstep.engine.trace.TraceStep;
import org.jspecify.annotations.Nullable;

/** Tells from what threads wait for, and from who holds it, why they do not go on. */
final class HaltQueries {

    private final TracedExecution execution;
    private final List<TraceStep> steps;
    private final List<Touch> touches;
    private final List<StuckThread> threads;

    /** @param touches what was touched in the calls, in the order of the accesses */
    HaltQueries(TracedExecution execution, List<Touch> touches, List<StuckThread> threads) {
        this.execution = execution;
        this.steps = execution.steps();
        this.touches = touches;
        this.threads = threads;
    }

    /** Returns what is wrong, or null if that cannot be told. */
    @Nullable
    Diagnosis diagnosis() {
        for (StuckThread thread : threads) {
            switch (thread.holder()) {
                case THREW, LEFT -> {
                    return kept(thread);
                }
                case ALIVE, NONE -> {}
            }
        }
        if (threads.stream().anyMatch(HaltQueries::awaitsInitialisation)) {
            return Diagnosis.of(BugPattern.INITIALISER_RING);
        }
        for (StuckThread thread : threads) {
            Awaited awaited = thread.waitsFor();
            if (awaited != null && isToBeWoken(awaited)) {
                Diagnosis unnotified = unnotified(thread, Objects.requireNonNull(awaited.lock()));
                if (unnotified != null) {
                    return unnotified;
                }
            }
        }
        for (StuckThread thread : threads) {
            Diagnosis kept = isForOwnerless(thread) ? keptByThrowing() : null;
            if (kept != null) {
                return kept;
            }
            if (takesTwice(thread)) {
                return Diagnosis.of(BugPattern.TAKEN_TWICE, thread.name());
            }
        }
        if (isRing()) {
            return Diagnosis.of(BugPattern.LOCK_ORDER);
        }
        Diagnosis silent = silentChange();
        return silent == null ? ofTasks() : silent;
    }

    private static boolean isToBeWoken(Awaited awaited) {
        return awaited.kind() == Awaited.Kind.NOTIFICATION || awaited.kind() == Awaited.Kind.SIGNAL;
    }

    private static boolean awaitsInitialisation(StuckThread thread) {
        return thread.waitsFor() != null && thread.waitsFor().kind() == Awaited.Kind.INITIALISATION;
    }

    // ---- locks that are kept

    private Diagnosis kept(StuckThread thread) {
        String holder = Objects.requireNonNull(thread.heldBy());
        BugPattern pattern = threwWhileHolding(holder, thread.heldSince())
                ? BugPattern.KEPT_AFTER_EXCEPTION
                : hasUnlock(thread.heldSince()) ? BugPattern.KEPT_AFTER_RETURN : BugPattern.LOCK_KEPT;
        return Diagnosis.at(thread.heldSince(), pattern, holder);
    }

    /** Returns whether something was thrown in the thread after it took, here, what it still holds. */
    private boolean threwWhileHolding(String thread, int heldSince) {
        int taken = -1;
        for (int i = 0; i < steps.size(); i++) {
            TraceStep step = steps.get(i);
            if (step.threadName().equals(thread)
                    && step.site() == heldSince
                    && step.event().lock() != null) {
                taken = i;
            }
        }
        return taken >= 0 && throwsAfter(taken);
    }

    /** Returns whether the method that took the lock has an unlock, come to or not. */
    private boolean hasUnlock(int heldSince) {
        String method = execution.methodAt(heldSince);
        return !method.isEmpty()
                && execution
                        .sites()
                        .anyMatch(site -> site.method().equals(method)
                                && site.operation().kind() == Operation.Kind.CALL
                                && site.operation().name().equals("unlock"));
    }

    /** Returns whether each of at least two threads waits for a lock that another one of them holds. */
    private boolean isRing() {
        List<StuckThread> waiting = threads.stream()
                .filter(thread ->
                        thread.heldBy() != null && !thread.name().equals(thread.heldBy()) && thread.waitsFor() != null)
                .toList();
        return waiting.stream()
                        .filter(thread ->
                                waiting.stream().anyMatch(other -> other.name().equals(thread.heldBy())))
                        .count()
                > 1;
    }

    private static boolean isForOwnerless(StuckThread thread) {
        Awaited awaited = thread.waitsFor();
        return awaited != null && (awaited.isFor("Semaphore") || awaited.isFor("StampedLock"));
    }

    /** Returns who does not wait, has taken something ownerless more often than given back, and has thrown afterwards. */
    private @Nullable Diagnosis keptByThrowing() {
        for (int i = steps.size() - 1; i >= 0; i--) {
            TraceStep step = steps.get(i);
            String thread = step.threadName();
            boolean takes =
                    step.event() instanceof Event.Call call && call.operation().takesOwnerless();
            if (takes
                    && threads.stream().noneMatch(stuck -> stuck.name().equals(thread))
                    && taken(thread) > 0
                    && throwsAfter(i)) {
                return Diagnosis.at(step.site(), BugPattern.KEPT_AFTER_EXCEPTION, thread);
            }
        }
        return null;
    }

    private boolean throwsAfter(int position) {
        return steps.subList(position, steps.size()).stream()
                .anyMatch(step -> step.thread() == steps.get(position).thread() && step.event() instanceof Event.Throw);
    }

    /** Returns whether this thread alone has already taken, by its calls, the ownerless lock that it waits for. */
    private boolean takesTwice(StuckThread thread) {
        return isForOwnerless(thread)
                && taken(thread.name()) > 1
                && threads.stream().noneMatch(other -> other != thread && taken(other.name()) > 1);
    }

    private int taken(String thread) {
        int taken = 0;
        for (TraceStep step : steps) {
            if (step.threadName().equals(thread) && step.event() instanceof Event.Call call) {
                Operation operation = call.operation();
                taken += operation.takesOwnerless() ? 1 : operation.givesOwnerless() ? -1 : 0;
            }
        }
        return taken;
    }

    // ---- notifications that do not come

    /** @param on the monitor or the condition */
    private @Nullable Diagnosis unnotified(StuckThread thread, Lock on) {
        if (notifies(0, steps.size(), on).isEmpty()) {
            Change change = changeUnseenBy(thread, on);
            return Diagnosis.at(
                    change == null ? Site.OUTSIDE : change.site(), BugPattern.NO_NOTIFICATION, thread.name());
        }
        int waits = lastWait(thread.name(), on);
        if (waits < 0) {
            return null;
        }
        TraceStep wait = steps.get(waits);
        if (notifies(0, waits, on).stream().anyMatch(notify -> notify.waiting() == 0)
                && notifies(waits, steps.size(), on).isEmpty()
                && !looksBefore(waits, on)) {
            return Diagnosis.at(wait.site(), BugPattern.LOST_WAKE_UP, thread.name());
        }
        for (int i = on.isMonitor() ? waits : 0; i < steps.size(); i++) {
            TraceStep step = steps.get(i);
            if (step.event() instanceof Event.Notify notify
                    && notify.lock().equals(on)
                    && !notify.all()
                    && notify.waiting() > 1
                    && (on.isMonitor() || isInVain(i, on))) {
                return Diagnosis.at(step.site(), BugPattern.SINGLE_NOTIFY, thread.name());
            }
        }
        return null;
    }

    /**
     * Returns whether somebody who had waited before waits again afterwards. Who waits for a condition of its own is like all
     * others that do, so that any of them will do.
     */
    private boolean isInVain(int signal, Lock condition) {
        return IntStream.range(signal, steps.size())
                .filter(i -> waitsFor(steps.get(i), condition))
                .anyMatch(i -> steps.subList(0, signal).stream()
                        .anyMatch(before -> before.thread() == steps.get(i).thread() && waitsFor(before, condition)));
    }

    private static boolean waitsFor(TraceStep step, Lock on) {
        return step.event() instanceof Event.Wait wait && wait.lock().equals(on)
                || step.event() instanceof Event.Block block
                        && block.awaited().kind() == Awaited.Kind.SIGNAL
                        && on.equals(block.awaited().lock());
    }

    private int lastWait(String thread, Lock on) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i).threadName().equals(thread) && waitsFor(steps.get(i), on)) {
                return i;
            }
        }
        return -1;
    }

    private List<Event.Notify> notifies(int from, int to, Lock on) {
        return steps.subList(from, to).stream()
                .map(TraceStep::event)
                .filter(Event.Notify.class::isInstance)
                .map(Event.Notify.class::cast)
                .filter(notify -> notify.lock().equals(on))
                .toList();
    }

    /** Returns whether the thread has read anything since it took the lock that it waits under here. */
    private boolean looksBefore(int wait, Lock on) {
        int thread = steps.get(wait).thread();
        for (int i = wait - 1; i >= 0; i--) {
            TraceStep step = steps.get(i);
            if (step.thread() == thread && step.event() instanceof Event.Read) {
                return true;
            }
            if (step.thread() == thread
                    && step.event() instanceof Event.Acquire acquire
                    && (acquire.lock().equals(on) || !on.isMonitor())) {
                return false;
            }
        }
        return false;
    }

    /** Somebody has changed what a thread waits for. */
    private record Change(String thread, int site) {}

    private @Nullable Diagnosis silentChange() {
        for (StuckThread thread : threads) {
            Awaited awaited = thread.waitsFor();
            if (awaited != null && isToBeWoken(awaited)) {
                Change change = changeUnseenBy(thread, Objects.requireNonNull(awaited.lock()));
                if (change != null) {
                    return Diagnosis.at(change.site(), BugPattern.SILENT_CHANGE, change.thread(), thread.name());
                }
            }
        }
        return null;
    }

    /**
     * Returns the last change of what a thread had looked at before it began to wait, if it was made after that and nobody was
     * notified since.
     */
    private @Nullable Change changeUnseenBy(StuckThread thread, Lock on) {
        int waits = lastWait(thread.name(), on);
        if (waits < 0) {
            return null;
        }
        Set<SharedVariable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (TraceStep step : steps.subList(0, waits)) {
            if (step.threadName().equals(thread.name()) && step.event() instanceof Event.Read read) {
                seen.add(read.variable());
            }
        }
        for (int i = steps.size() - 1; i > waits; i--) {
            TraceStep step = steps.get(i);
            if (step.event() instanceof Event.Notify notify && notify.lock().equals(on)) {
                return null;
            }
            if (step.event() instanceof Event.Write write && seen.contains(write.variable())) {
                return new Change(step.threadName(), step.site());
            }
        }
        return notifies(waits, steps.size(), on).isEmpty() ? changeInsideUnseenBy(thread) : null;
    }

    /** Returns the same of what is inside of the library: a collection that was looked at. */
    private @Nullable Change changeInsideUnseenBy(StuckThread thread) {
        Set<SharedVariable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Change change = null;
        for (Touch touch : touches) {
            if (touch.threadName().equals(thread.name())) {
                seen.add(touch.variable());
                change = null;
            } else if (touch.writes() && seen.contains(touch.variable())) {
                change = new Change(touch.threadName(), touch.site());
            }
        }
        return change;
    }

    // ---- tasks

    private @Nullable Diagnosis ofTasks() {
        List<StuckThread> workers = threads.stream()
                .filter(thread -> execution.isStarted(thread.name()))
                .toList();
        if (workers.stream().anyMatch(HaltQueries::awaitsTask)) {
            return Diagnosis.of(BugPattern.NESTED_IN_ONE_POOL)
                    .onlyIf(workers.stream().allMatch(HaltQueries::awaitsTask));
        }
        boolean latch = threads.stream()
                .anyMatch(
                        thread -> thread.waitsFor() != null && thread.waitsFor().isFor("CountDownLatch"));
        if (latch) {
            return Diagnosis.of(BugPattern.LATCH_NOT_OPENED);
        }
        return threads.stream().allMatch(this::isMain)
                        && execution.first(Event.Interrupt.class).isPresent()
                ? Diagnosis.of(BugPattern.KEPT_AFTER_INTERRUPT)
                : null;
    }

    private boolean isMain(StuckThread thread) {
        return steps.stream()
                .anyMatch(step -> step.thread() == TracedExecution.MAIN
                        && step.threadName().equals(thread.name()));
    }

    private static boolean awaitsTask(StuckThread thread) {
        return thread.waitsFor() != null && thread.waitsFor().isFor("FutureTask");
    }
}
