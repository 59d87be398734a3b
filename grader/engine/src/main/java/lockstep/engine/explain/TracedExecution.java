package lockstep.engine.explain;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockstep.engine.control.Access;
import lockstep.engine.control.Site;
import lockstep.engine.control.Sites;
import lockstep.engine.trace.Event;
import lockstep.engine.trace.Lock;
import lockstep.engine.trace.Operation;
import lockstep.engine.trace.SharedVariable;
import lockstep.engine.trace.TraceStep;
import lockstep.engine.trace.Value;
import org.jspecify.annotations.Nullable;

/** The steps of an execution, asked for what several queries need. Positions are those in the trace, from 0. */
final class TracedExecution {

    /** The scenario's own thread: it prepares, waits, and looks at the result. */
    static final int MAIN = 0;

    private final List<TraceStep> steps;
    private final Sites sites;
    /** Who has started each thread, by name. */
    private final Map<String, String> starters = new HashMap<>();

    TracedExecution(List<TraceStep> steps, Sites sites) {
        this.steps = steps;
        this.sites = sites;
        for (TraceStep step : steps) {
            if (step.event() instanceof Event.Start start) {
                starters.put(start.other(), step.threadName());
            }
        }
    }

    List<TraceStep> steps() {
        return steps;
    }

    Sites sites() {
        return sites;
    }

    Optional<TraceStep> first(Class<? extends Event> kind) {
        return steps.stream().filter(step -> kind.isInstance(step.event())).findFirst();
    }

    /** Returns the place of the wait that ends here. */
    int waitBefore(TraceStep wakeUp) {
        return steps.subList(0, steps.indexOf(wakeUp) + 1).stream()
                .filter(step -> step.thread() == wakeUp.thread() && step.site() >= 0)
                .mapToInt(TraceStep::site)
                .reduce(Site.OUTSIDE, (before, last) -> last);
    }

    /**
     * Returns whether a thread that woke up comes back to where it had looked before it waited, as in a loop; it may do
     * something else first. Where it finds a flag changed since then, it has not gone on for nothing, either.
     */
    boolean looksAgain(TraceStep wakeUp) {
        int at = steps.indexOf(wakeUp);
        Set<Integer> places = new HashSet<>();
        Map<SharedVariable, Value> seen = new IdentityHashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            TraceStep step = steps.get(i);
            boolean its = step.thread() == wakeUp.thread();
            if (its && i > at && step.event() instanceof Event.Release) {
                return false;
            }
            if (its && i < at && step.event() instanceof Event.Acquire) {
                places.clear();
                seen.clear();
            }
            if (its && (step.event() instanceof Event.Read || step.event() instanceof Event.Call)) {
                if (i > at && places.contains(step.site())) {
                    return true;
                }
                places.add(step.site());
            }
            if (its && step.event() instanceof Event.Read read) {
                if (i > at && hasChanged(read, seen)) {
                    return true;
                }
                Value value = read.value();
                if (value != null) {
                    seen.put(read.variable(), value);
                }
            }
        }
        return false;
    }

    /** Returns whether a flag, which is asked for and not used, is another one than before. */
    private static boolean hasChanged(Event.Read read, Map<SharedVariable, Value> seen) {
        Value before = seen.get(read.variable());
        return before != null && before.kind() == Value.Kind.BOOLEAN && !before.equals(read.value());
    }

    Operation operationAt(int site) {
        return sites.at(site).operation();
    }

    String methodAt(int site) {
        return sites.at(site).method();
    }

    private Stream<TraceStep> of(Access access) {
        return steps.stream().filter(step -> step.thread() == access.thread());
    }

    // ---- threads

    /** Returns whether the program itself has started this thread; actors are the scenario's. */
    boolean isStarted(String thread) {
        return starters.containsKey(thread);
    }

    @Nullable
    String starterOf(String thread) {
        return starters.get(thread);
    }

    /** Returns the actor on whose behalf this thread runs. */
    String rootOf(String thread) {
        String root = thread;
        while (starters.containsKey(root)) {
            root = starters.get(root);
        }
        return root;
    }

    // ---- locks

    /** Returns whether anything is used that could keep threads apart. */
    boolean keepsThreadsApart() {
        return steps.stream()
                .anyMatch(step -> step.event() instanceof Event.Acquire
                        || step.event() instanceof Event.Call call
                                && call.operation().keepsApart());
    }

    /** Returns the locks that are taken, one for each time. */
    Stream<Lock> takings() {
        return steps.stream()
                .flatMap(step ->
                        step.event() instanceof Event.Acquire acquire ? Stream.of(acquire.lock()) : Stream.empty());
    }

    /** Returns whether some access of the variable is made under a lock. */
    boolean isGuardedElsewhere(SharedVariable variable) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).touches(variable) && !heldAt(i).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Returns the locks that the thread of this step has taken and not given back before it. */
    Set<Lock> heldAt(int position) {
        int thread = steps.get(position).thread();
        Set<Lock> held = new HashSet<>();
        for (TraceStep step : steps.subList(0, position)) {
            if (step.thread() == thread) {
                takeOrGive(step.event(), held);
            }
        }
        return held;
    }

    private static void takeOrGive(Event event, Set<Lock> held) {
        if (event instanceof Event.Acquire acquire) {
            held.add(acquire.lock());
        } else if (event instanceof Event.Return back) {
            held.add(back.lock());
        } else if (event instanceof Event.Release release) {
            held.remove(release.lock());
        } else if (event instanceof Event.Wait wait) {
            held.remove(wait.lock());
        }
    }

    boolean holdsReadLock(Access access) {
        return of(access)
                .limit(access.order() + 1L)
                .anyMatch(step -> step.event() instanceof Event.Call call
                        && call.operation().calls("ReadLock", "lock")
                        && methodAt(step.site()).equals(methodAt(access.site())));
    }

    /** Returns whether the method of an access without a lock has a line that takes one, come to or not. */
    boolean locksInMethodOf(Access access) {
        String method = methodAt(access.site());
        return of(access)
                        .anyMatch(step -> step.event() instanceof Event.Acquire
                                && methodAt(step.site()).equals(method))
                || sites.anyMatch(
                        site -> site.method().equals(method) && site.operation().guards());
    }

    /** Returns whether the thread has given a lock back in this method before. */
    boolean hasGivenBack(Access access) {
        return steps.stream()
                .limit(access.order())
                .anyMatch(step -> step.thread() == access.thread()
                        && step.event() instanceof Event.Release
                        && methodAt(step.site()).equals(methodAt(access.site())));
    }

    /** Returns a lock as the trace knows it, or null. */
    @Nullable
    Lock known(Object lock) {
        return steps.stream()
                .map(step -> step.event().lock())
                .filter(known -> known != null && known.object() == lock)
                .findFirst()
                .orElse(null);
    }

    // ---- accesses

    private Stream<Value> valuesAt(int site) {
        return steps.stream()
                .filter(step -> step.site() == site)
                .map(step -> step.event() instanceof Event.Read read
                        ? read.value()
                        : step.event() instanceof Event.Write write ? write.value() : null)
                .flatMap(Stream::ofNullable);
    }

    /** Returns whether a value of this kind is read or written at this place. */
    boolean touches(Value.Kind kind, int site) {
        return valuesAt(site).anyMatch(value -> value.kind() == kind);
    }

    /** Returns how often each thread but the scenario's own writes the variable. */
    Map<Integer, Long> writesOf(SharedVariable variable) {
        return steps.stream()
                .filter(step -> step.thread() != MAIN
                        && step.event() instanceof Event.Write write
                        && write.variable() == variable)
                .collect(Collectors.groupingBy(TraceStep::thread, Collectors.counting()));
    }

    /** Returns whether a thread reads true or false here more than once. */
    boolean spins(Access read) {
        return !read.write()
                && of(read).filter(step -> step.site() == read.site()
                                        && step.event() instanceof Event.Read seen
                                        && seen.value() != null
                                        && seen.value().kind() == Value.Kind.BOOLEAN)
                                .count()
                        > 1;
    }

    /** Returns whether the thread changes what it touches here: now, or later in the same method. */
    boolean changes(Access access) {
        return access.write() || writesLater(access);
    }

    private boolean writesLater(Access read) {
        Operation operation = operationAt(read.site());
        return steps.stream()
                .skip(read.order())
                .filter(step -> step.thread() == read.thread() && step.event() instanceof Event.Write)
                .anyMatch(step -> operationAt(step.site()).equals(operation)
                        && methodAt(step.site()).equals(methodAt(read.site())));
    }

    /** Returns the fields that are written on behalf of several actors, and by a thread that one of their calls started. */
    Stream<SharedVariable> writtenForSeveral() {
        Map<SharedVariable, Set<String>> writers = new IdentityHashMap<>();
        for (TraceStep step : steps) {
            if (step.thread() != MAIN
                    && step.event() instanceof Event.Write write
                    && !write.variable().isElement()) {
                writers.computeIfAbsent(write.variable(), key -> new HashSet<>())
                        .add(step.threadName());
            }
        }
        return writers.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(this::isStarted))
                .filter(entry ->
                        entry.getValue().stream().map(this::rootOf).distinct().count() > 1)
                .map(Map.Entry::getKey);
    }

    /** Returns the objects, each once. */
    static Set<Object> byIdentity(Stream<?> objects) {
        Set<Object> set = Collections.newSetFromMap(new IdentityHashMap<>());
        objects.forEach(set::add);
        return set;
    }
}
