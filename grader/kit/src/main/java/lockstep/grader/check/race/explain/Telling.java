package lockstep.grader.check.race.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lockstep.engine.control.Access;
import lockstep.engine.control.ExecutionResult;
import lockstep.engine.control.Fault;
import lockstep.engine.control.HeldLock;
import lockstep.engine.control.RacePair;
import lockstep.engine.control.Sites;
import lockstep.engine.control.StuckThread;
import lockstep.engine.control.TraceStep;
import lockstep.engine.control.Variable;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Evidence.Effect;
import lockstep.grader.verdict.Evidence.Touch;
import org.jspecify.annotations.Nullable;

/** Tells an execution by the steps that show its fault: those that concern others, without repetitions. */
final class Telling {

    /** The scenario's own thread: it prepares, waits, and looks at the result. */
    private static final int MAIN = 0;

    /** So many steps are enough to see what goes round and round. */
    private static final int FIRST_ROUNDS = 120;

    private static final String CALL = "call ";
    private static final String LOCK = "lock ";
    private static final String UNLOCK = "unlock ";
    private static final String WAIT_ON = "wait on ";
    private static final String RETURN = "return from wait()";
    private static final String WAIT = "wait for ";
    private static final String THROW = "throw";

    private final ExecutionResult result;
    private final Sites sites;
    private final @Nullable RacePair race;
    private final List<TraceStep> trace;
    private final LockNames names;
    private final Set<Object> locksThatMatter;

    /** @param race the data race that is shown, or null */
    Telling(ExecutionResult result, Sites sites, @Nullable RacePair race) {
        this.result = result;
        this.sites = sites;
        this.race = race;
        this.trace = upToTheRace();
        this.names = new LockNames(trace);
        this.locksThatMatter = locksThatMatter();
    }

    Evidence.Interleaving interleaving(String outcome, String schedule) {
        List<Told> told = Repetitions.without(toldSteps());
        Set<String> threads = new LinkedHashSet<>();
        told.stream().filter(step -> step.thread() != MAIN).forEach(step -> threads.add(step.name()));
        if (mainTakesPart(told)) {
            told.stream().filter(step -> step.thread() == MAIN).forEach(step -> threads.add(step.name()));
        }
        List<Evidence.Step> steps =
                HandOver.between(told).stream().map(Told::step).toList();
        return new Evidence.Interleaving(List.copyOf(threads), steps, outcome, schedule);
    }

    /** Nothing that comes after two racing accesses matters, if they are all that went wrong. */
    private List<TraceStep> upToTheRace() {
        List<TraceStep> all = result.trace();
        if (result.fault() instanceof Fault.Livelock) {
            return all.subList(0, Math.min(FIRST_ROUNDS, all.size()));
        }
        if (race == null || result.fault() != null) {
            return all;
        }
        int last = indexOf(race.second(), all);
        return last < 0 ? all : all.subList(0, last + 1);
    }

    /** An access inside of the library is told by the submission's call. */
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

    private Set<Object> locksThatMatter() {
        Map<Object, Integer> taker = new IdentityHashMap<>();
        Set<Object> matter = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
        for (TraceStep step : trace) {
            TraceStep.Lock lock = step.lock();
            if (lock != null) {
                Integer other = taker.putIfAbsent(lock.object(), step.thread());
                if (other != null && other != step.thread() && step.thread() != MAIN && other != MAIN) {
                    matter.add(lock.object());
                }
            }
        }
        if (race != null) {
            race.first().locks().stream().map(HeldLock::lock).forEach(matter::add);
            race.second().locks().stream().map(HeldLock::lock).forEach(matter::add);
        }
        if (result.fault() instanceof Fault.Stuck) {
            matter.addAll(taker.keySet());
        }
        return matter;
    }

    private List<Told> toldSteps() {
        List<Told> told = new ArrayList<>();
        Map<Object, TraceStep> holders = new IdentityHashMap<>();
        int first = race == null ? -1 : indexOf(race.first(), trace);
        int second = race == null ? -1 : indexOf(race.second(), trace);
        for (int i = 0; i < trace.size(); i++) {
            TraceStep step = trace.get(i);
            boolean racing = i == first || i == second;
            if (racing || matters(i, step)) {
                told.add(tell(i, step, racing, holders));
            }
            note(step, holders);
        }
        return told;
    }

    private static void note(TraceStep step, Map<Object, TraceStep> holders) {
        TraceStep.Lock lock = step.lock();
        if (lock != null && (step.action().startsWith(LOCK) || step.action().equals(RETURN))) {
            holders.put(lock.object(), step);
        } else if (lock != null
                && (step.action().startsWith(UNLOCK) || step.action().startsWith(WAIT_ON))) {
            holders.remove(lock.object());
        }
    }

    private boolean matters(int index, TraceStep step) {
        String action = step.action();
        TraceStep.Lock lock = step.lock();
        if (step.thread() == MAIN && (lock != null || action.startsWith(WAIT) || action.startsWith(CALL))) {
            return false;
        }
        if (action.startsWith(THROW)) {
            return isByAThreadThatKeptALock(step);
        }
        if (lock != null) {
            return action.startsWith("wait") || locksThatMatter.contains(lock.object());
        }
        if (action.startsWith(CALL)) {
            return result.isMeetingPlace(step.site()) && !isToldByItsLock(index, step);
        }
        Variable variable = step.variable();
        return variable != null
                ? variable.isContended()
                : step.site() >= 0 || action.startsWith("wait") || action.startsWith("wake");
    }

    private boolean isByAThreadThatKeptALock(TraceStep step) {
        return result.fault() instanceof Fault.Stuck stuck
                && stuck.threads().stream()
                        .anyMatch(thread -> thread.holder() == StuckThread.Holder.THREW
                                && step.threadName().equals(thread.heldBy()));
    }

    /** A call of lock() is told by the taking of the lock, or by the waiting for it. */
    private boolean isToldByItsLock(int index, TraceStep call) {
        TraceStep next = nextOf(index, call.thread());
        return next != null && next.site() == call.site() && next.lock() != null;
    }

    private @Nullable TraceStep nextOf(int index, int thread) {
        return trace.subList(index + 1, trace.size()).stream()
                .filter(step -> step.thread() == thread)
                .findFirst()
                .orElse(null);
    }

    private Told tell(int index, TraceStep step, boolean racing, Map<Object, TraceStep> holders) {
        String action = step.action();
        TraceStep.Lock lock = step.lock();
        if (lock != null) {
            return told(
                    step, words(step, lock, holders), null, new Effect(touch(action), names.of(lock), racing, null));
        }
        if (action.startsWith("read ") || action.startsWith("write ")) {
            Touch touch = action.startsWith("read ") ? Touch.READ : Touch.WRITE;
            return told(
                    step,
                    action,
                    step.value(),
                    new Effect(touch, action.substring(action.indexOf(' ') + 1), racing, null));
        }
        boolean refused = action.startsWith(CALL) && isRefused(index, step, holders);
        Effect effect = racing ? new Effect(Touch.WRITE, action.substring(CALL.length()), true, null) : null;
        return told(step, action, refused ? "false" : step.value(), effect);
    }

    /** An exclusive lock that was asked for and not taken answers false. */
    private boolean isRefused(int index, TraceStep step, Map<Object, TraceStep> holders) {
        boolean holdsSome = holders.values().stream().anyMatch(holder -> holder.thread() == step.thread());
        return step.action().matches("call (ReentrantLock|WriteLock)\\.tryLock\\(\\)")
                && !holdsSome
                && !isToldByItsLock(index, step);
    }

    private String words(TraceStep step, TraceStep.Lock lock, Map<Object, TraceStep> holders) {
        String action = step.action();
        String name = names.of(lock);
        if (action.startsWith(LOCK)) {
            return "acquire " + name;
        } else if (action.startsWith(UNLOCK)) {
            return "release " + name;
        } else if (action.startsWith(WAIT_ON)) {
            return "wait() on " + name + ", and release it";
        } else if (action.equals(RETURN)) {
            return "return from wait(), and acquire " + name;
        }
        TraceStep holder = holders.get(lock.object());
        String what = action.startsWith(WAIT + "a notify") ? "a notify on " + name : name;
        return WAIT + what + (holder == null || what.startsWith("a notify") ? "" : ", held by " + holder.threadName());
    }

    private static Touch touch(String action) {
        if (action.startsWith(LOCK) || action.equals(RETURN)) {
            return Touch.ACQUIRE;
        }
        return action.startsWith(UNLOCK) || action.startsWith(WAIT_ON) ? Touch.RELEASE : Touch.WAIT;
    }

    private Told told(TraceStep step, String action, @Nullable String value, @Nullable Effect effect) {
        boolean ordering = step.variable() != null && step.variable().isOrdering();
        return new Told(
                step,
                ordering,
                new Evidence.Step(step.threadName(), Places.line(sites.at(step.site())), action, value, effect));
    }

    /** Whether the scenario's own thread does something that matters while others are at it. */
    private static boolean mainTakesPart(List<Told> told) {
        int from = -1;
        int to = -1;
        for (int i = 0; i < told.size(); i++) {
            if (told.get(i).thread() != MAIN) {
                from = from < 0 ? i : from;
                to = i;
            }
        }
        return from >= 0 && told.subList(from, to + 1).stream().anyMatch(step -> step.thread() == MAIN);
    }

    /**
     * A step that is told.
     *
     * @param ordering whether its variable orders accesses, as a volatile field does
     */
    record Told(TraceStep source, boolean ordering, Evidence.Step step) {

        int thread() {
            return source.thread();
        }

        String name() {
            return source.threadName();
        }

        Told with(Evidence.Step other) {
            return new Told(source, ordering, other);
        }
    }

    /** Two locks of one name are told apart by numbers. */
    private static final class LockNames {

        private final Map<Object, String> names = new IdentityHashMap<>();

        LockNames(List<TraceStep> trace) {
            Map<String, Set<Object>> byName = new HashMap<>();
            for (TraceStep step : trace) {
                TraceStep.Lock lock = step.lock();
                if (lock != null && !names.containsKey(lock.object())) {
                    String shown = shorter(lock.name());
                    names.put(lock.object(), shown);
                    byName.computeIfAbsent(shown, name -> new HashSet<>()).add(new Identity(lock.object()));
                }
            }
            byName.forEach((name, locks) -> {
                if (locks.size() > 1) {
                    number(name, trace);
                }
            });
        }

        /** Objects of a submission may claim to be equal. */
        private record Identity(Object object) {
            @Override
            public boolean equals(@Nullable Object other) {
                return other instanceof Identity that && that.object == object;
            }

            @Override
            public int hashCode() {
                return System.identityHashCode(object);
            }
        }

        private void number(String name, List<TraceStep> trace) {
            int number = 0;
            for (TraceStep step : trace) {
                TraceStep.Lock lock = step.lock();
                if (lock != null && name.equals(names.get(lock.object()))) {
                    number++;
                    names.put(lock.object(), name + " no. " + number);
                }
            }
        }

        /** A table has little room. */
        private static String shorter(String name) {
            return name.replaceFirst("^(an?|the) ", "")
                    .replaceFirst("^notify on the ", "")
                    .replaceFirst("onitor of an? ", "onitor of ");
        }

        String of(TraceStep.Lock lock) {
            return names.getOrDefault(lock.object(), shorter(lock.name()));
        }
    }
}
