package lockstep.engine.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lockstep.engine.control.Access;
import lockstep.engine.control.ExecutionResult;
import lockstep.engine.control.Fault;
import lockstep.engine.control.RacePair;
import lockstep.engine.control.StuckThread;
import lockstep.engine.trace.Awaited;
import lockstep.engine.trace.Event;
import lockstep.engine.trace.Lock;
import lockstep.engine.trace.SharedVariable;
import lockstep.engine.trace.TraceStep;
import org.jspecify.annotations.Nullable;

/** Chooses of an execution the steps that show its fault: those that concern others, without repetitions. */
final class StepSelection {

    /** So many steps are enough to see what goes round and round. A choice. */
    private static final int FIRST_ROUNDS = 120;

    private static final int MAIN = TracedExecution.MAIN;

    private final ExecutionResult result;
    private final List<TraceStep> trace;
    private final int first;
    private final int second;
    private final Set<Object> locksThatMatter;

    private StepSelection(ExecutionResult result, @Nullable RacePair race) {
        this.result = result;
        this.trace = upTo(race, result);
        this.first = race == null ? -1 : indexOf(race.first(), trace);
        this.second = race == null ? -1 : indexOf(race.second(), trace);
        this.locksThatMatter = locksThatMatter(race);
    }

    /** @param race the data race that is shown, or null */
    static List<ShownStep> of(ExecutionResult result, @Nullable RacePair race) {
        return ordered(Repetitions.without(new StepSelection(result, race).selected()));
    }

    /** Returns the threads that take part. */
    static List<String> threads(List<ShownStep> steps) {
        Set<String> threads = new LinkedHashSet<>();
        steps.stream()
                .map(ShownStep::step)
                .filter(step -> step.thread() != MAIN)
                .forEach(step -> threads.add(step.threadName()));
        if (mainTakesPart(steps)) {
            steps.stream()
                    .map(ShownStep::step)
                    .filter(step -> step.thread() == MAIN)
                    .forEach(step -> threads.add(step.threadName()));
        }
        return List.copyOf(threads);
    }

    /** Whether the scenario's own thread does something that matters while others are at it. */
    private static boolean mainTakesPart(List<ShownStep> steps) {
        List<Boolean> isMain =
                steps.stream().map(step -> step.step().thread() == MAIN).toList();
        int from = isMain.indexOf(false);
        return from >= 0 && isMain.subList(from, isMain.lastIndexOf(false)).contains(true);
    }

    /** Nothing that comes after two racing accesses matters, if they are all that went wrong. */
    private static List<TraceStep> upTo(@Nullable RacePair race, ExecutionResult result) {
        List<TraceStep> all = result.trace();
        if (result.fault() instanceof Fault.Livelock) {
            return all.subList(0, Math.min(FIRST_ROUNDS, all.size()));
        }
        int last = race == null || result.fault() != null ? -1 : indexOf(race.second(), all);
        return last < 0 ? all : all.subList(0, last + 1);
    }

    /** An access inside of the library is shown by the program's call. */
    private static int indexOf(Access access, List<TraceStep> steps) {
        if (access.order() < steps.size() && isOf(access, steps.get(access.order()))) {
            return access.order();
        }
        for (int i = Math.min(access.order(), steps.size()) - 1; i >= 0; i--) {
            if (isOf(access, steps.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isOf(Access access, TraceStep step) {
        return step.thread() == access.thread() && step.site() == access.site();
    }

    /** Those that two actors take, or that the race or the halt is about. */
    private Set<Object> locksThatMatter(@Nullable RacePair race) {
        Map<Lock, Integer> taker = new HashMap<>();
        Set<Lock> matter = new HashSet<>();
        for (TraceStep step : trace) {
            Lock lock = step.event().lock();
            if (lock != null) {
                Integer other = taker.putIfAbsent(lock, step.thread());
                if (other != null && other != step.thread() && step.thread() != MAIN && other != MAIN) {
                    matter.add(lock);
                }
            }
        }
        if (result.fault() instanceof Fault.Stuck) {
            matter.addAll(taker.keySet());
        }
        Set<Object> objects = TracedExecution.byIdentity(matter.stream().map(Lock::object));
        if (race != null) {
            race.first().locks().forEach(held -> objects.add(held.lock()));
            race.second().locks().forEach(held -> objects.add(held.lock()));
        }
        return objects;
    }

    private List<ShownStep> selected() {
        List<ShownStep> selected = new ArrayList<>();
        Map<Lock, TraceStep> holders = new HashMap<>();
        for (int i = 0; i < trace.size(); i++) {
            TraceStep step = trace.get(i);
            boolean racing = i == first || i == second;
            if (racing || matters(i, step)) {
                TraceStep holder = step.event() instanceof Event.Block block
                                && block.awaited().kind() != Awaited.Kind.NOTIFICATION
                        ? holders.get(block.lock())
                        : null;
                selected.add(new ShownStep(
                        step,
                        racing,
                        isRefused(i, step, holders),
                        holder == null ? null : holder.threadName(),
                        null,
                        ShownStep.ITSELF));
            }
            note(step, holders);
        }
        return selected;
    }

    private static void note(TraceStep step, Map<Lock, TraceStep> holders) {
        Lock lock = step.event().lock();
        if (lock != null && takes(step.event())) {
            holders.put(lock, step);
        } else if (lock != null && gives(step.event())) {
            holders.remove(lock);
        }
    }

    private static boolean takes(Event event) {
        return event instanceof Event.Acquire || event instanceof Event.Return;
    }

    private static boolean gives(Event event) {
        return event instanceof Event.Release || event instanceof Event.Wait;
    }

    private boolean matters(int index, TraceStep step) {
        Event event = step.event();
        Lock lock = event.lock();
        if (step.thread() == MAIN && (lock != null || event instanceof Event.Block || event instanceof Event.Call)) {
            return false;
        }
        if (event instanceof Event.Throw) {
            return isByAThreadThatKeptALock(step);
        }
        if (event instanceof Event.Call) {
            return result.isMeetingPlace(step.site()) && !isShownByItsLock(index, step);
        }
        SharedVariable variable = variableOf(event);
        if (variable != null) {
            return variable.isContended();
        }
        boolean waits = event instanceof Event.Block || event instanceof Event.Wait || event instanceof Event.WakeUp;
        return waits || (lock == null ? step.site() >= 0 : locksThatMatter.contains(lock.object()));
    }

    private static @Nullable SharedVariable variableOf(Event event) {
        return event instanceof Event.Read read
                ? read.variable()
                : event instanceof Event.Write write ? write.variable() : null;
    }

    private boolean isByAThreadThatKeptALock(TraceStep step) {
        return result.fault() instanceof Fault.Stuck stuck
                && stuck.threads().stream()
                        .anyMatch(thread -> thread.holder() == StuckThread.Holder.THREW
                                && step.threadName().equals(thread.heldBy()));
    }

    /** A call of lock() is shown by the taking of the lock, or by the waiting for it. */
    private boolean isShownByItsLock(int index, TraceStep call) {
        return trace.subList(index + 1, trace.size()).stream()
                .filter(step -> step.thread() == call.thread())
                .findFirst()
                .filter(next -> next.site() == call.site() && next.event().lock() != null)
                .isPresent();
    }

    /** An exclusive lock that was asked for and not taken answers false. */
    private boolean isRefused(int index, TraceStep step, Map<Lock, TraceStep> holders) {
        return step.event() instanceof Event.Call call
                && call.operation().asksForLock()
                // A read lock has no owner, and here it may be one.
                && !call.operation().simpleOwner().equals("Lock")
                && holders.values().stream().noneMatch(holder -> holder.thread() == step.thread())
                && !isShownByItsLock(index, step);
    }

    /**
     * Notes the edges of happens-before between threads (JLS 17.4.4): a lock given back and taken, a volatile written and
     * read.
     */
    private static List<ShownStep> ordered(List<ShownStep> steps) {
        Map<Object, Integer> given = new HashMap<>();
        List<ShownStep> ordered = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            ShownStep shown = steps.get(i);
            Event event = shown.step().event();
            Object on = shown.stands().steps() > 0 ? null : sharedBy(event);
            boolean takes = takes(event) || event instanceof Event.Read;
            Integer from = on != null && takes ? given.get(on) : null;
            boolean handedOver = from != null
                    && steps.get(from).step().thread() != shown.step().thread();
            ordered.add(from != null && handedOver ? shown.after(from) : shown);
            if (on != null && (gives(event) || event instanceof Event.Write)) {
                given.put(on, i);
            }
        }
        return ordered;
    }

    private static @Nullable Object sharedBy(Event event) {
        SharedVariable variable = variableOf(event);
        return variable == null ? event.lock() : variable.isOrdering() ? variable : null;
    }
}
