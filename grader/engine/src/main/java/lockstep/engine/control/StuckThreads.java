package lockstep.engine.control;

import java.util.ArrayList;
import java.util.List;
import lockstep.engine.trace.Awaited;
import org.jspecify.annotations.Nullable;

/** Describes the threads of an execution that has come to a halt. */
final class StuckThreads {

    private StuckThreads() {}

    static List<StuckThread> of(Execution execution) {
        List<StuckThread> stuck = new ArrayList<>();
        for (ControlledThread thread : execution.threads()) {
            if (!thread.done) {
                stuck.add(describe(execution, thread));
            }
        }
        return stuck;
    }

    private static StuckThread describe(Execution execution, ControlledThread thread) {
        Wait wait = thread.wait;
        PooledThread pooled = thread.pooled;
        List<StackTraceElement> stack = pooled == null ? List.of() : List.of(pooled.getStackTrace());
        if (wait == null) {
            return new StuckThread(
                    thread.name, Thread.State.RUNNABLE, null, null, Site.OUTSIDE, StuckThread.Holder.NONE, stack);
        }
        ControlledThread holder = wait.resource == null ? null : holder(execution, wait.resource);
        return new StuckThread(
                thread.name,
                wait.state,
                waitsFor(execution, wait),
                holder == null ? null : holder.name,
                holder == null ? Site.OUTSIDE : site(holder, wait.resource),
                kind(holder),
                stack);
    }

    /** A field's name says more than its type, where the submission keeps what is waited for in one. */
    private static Awaited waitsFor(Execution execution, Wait wait) {
        return wait.awaited().with(lock -> lock.in(execution.memory.fieldHolding(lock.object())));
    }

    private static StuckThread.Holder kind(@Nullable ControlledThread holder) {
        if (holder == null) {
            return StuckThread.Holder.NONE;
        }
        if (holder.threw) {
            return StuckThread.Holder.THREW;
        }
        return holder.done ? StuckThread.Holder.LEFT : StuckThread.Holder.ALIVE;
    }

    private static @Nullable ControlledThread holder(Execution execution, Object resource) {
        for (ControlledThread thread : execution.threads()) {
            if (thread.held.stream().anyMatch(held -> held.lock() == resource)) {
                return thread;
            }
        }
        return null;
    }

    private static int site(ControlledThread holder, @Nullable Object resource) {
        return holder.held.stream()
                .filter(held -> held.lock() == resource)
                .mapToInt(HeldLock::site)
                .findFirst()
                .orElse(Site.OUTSIDE);
    }
}
