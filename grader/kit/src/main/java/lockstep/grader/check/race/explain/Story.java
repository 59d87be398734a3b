package lockstep.grader.check.race.explain;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockstep.engine.control.Access;
import lockstep.engine.control.RacePair;
import lockstep.engine.control.Site;
import lockstep.engine.control.Sites;
import lockstep.engine.control.StuckThread;
import lockstep.engine.control.TraceStep;
import lockstep.engine.control.Variable;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** A traced execution, asked for the patterns that mistakes leave. */
final class Story {

    private static final int MAIN = 0;
    /** The labels of places that take a lock. */
    private static final java.util.regex.Pattern LOCKING = java.util.regex.Pattern.compile(
            "monitor|\\w*Lock\\.\\w*[lL]ock\\w*\\(\\)|Semaphore\\.\\w*cquire\\w*\\(\\)");

    private final List<TraceStep> steps;
    private final Sites sites;

    Story(List<TraceStep> steps, Sites sites) {
        this.steps = steps;
        this.sites = sites;
    }

    /**
     * Two threads that read one value before either wrote.
     *
     * @param writes the positions where the two write
     * @param location where the first one writes
     */
    record LostUpdate(
            String sentence,
            boolean isVolatile,
            List<Integer> writes,
            @Nullable SourceLocation location) {}

    /**
     * Two sections under one lock with another thread between them.
     *
     * @param location where the second section begins
     */
    record Split(String other, @Nullable SourceLocation location) {}

    @Nullable
    SourceLocation line(int site) {
        return Places.line(sites.at(site));
    }

    String methodOf(Access access) {
        return sites.at(access.site()).method();
    }

    private String methodOf(TraceStep step) {
        return sites.at(step.site()).method();
    }

    boolean hasSpuriousWakeUp() {
        return steps.stream().anyMatch(step -> step.action().startsWith("wake up"));
    }

    boolean anyoneNotifies() {
        return steps.stream().anyMatch(step -> step.action().startsWith("notify"));
    }

    // ---- locks

    /** Returns whether anything is used that could keep threads apart. */
    boolean hasLocks() {
        return steps.stream().anyMatch(Story::isAboutLocks);
    }

    private static boolean isAboutLocks(TraceStep step) {
        String action = step.action();
        return action.startsWith("lock ")
                || action.startsWith("call ")
                        && (action.contains("ock")
                                || action.contains("Semaphore")
                                || action.contains("Queue")
                                || action.contains("Atomic")
                                || action.contains("Handle"));
    }

    private Stream<TraceStep> takings() {
        return steps.stream()
                .filter(step -> step.lock() != null && step.action().startsWith("lock "));
    }

    /** Returns whether some access of the variable is made under a lock. */
    boolean isGuardedElsewhere(Variable variable) {
        for (int i = 0; i < steps.size(); i++) {
            TraceStep step = steps.get(i);
            if (step.variable() == variable && step.lock() == null && !heldAt(i).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Returns the locks that the thread of this step has taken and not given back before it. */
    private Set<Object> heldAt(int position) {
        int thread = steps.get(position).thread();
        Set<Object> held = Collections.newSetFromMap(new IdentityHashMap<>());
        for (TraceStep step : steps.subList(0, position)) {
            TraceStep.Lock lock = step.lock();
            if (lock == null || step.thread() != thread) {
                continue;
            }
            if (step.action().startsWith("lock ") || step.action().startsWith("return from wait")) {
                held.add(lock.object());
            } else if (step.action().startsWith("unlock ") || step.action().startsWith("wait on ")) {
                held.remove(lock.object());
            }
        }
        return held;
    }

    Set<Object> locksHeldBy(LostUpdate lost) {
        Set<Object> held = Collections.newSetFromMap(new IdentityHashMap<>());
        lost.writes().forEach(position -> held.addAll(heldAt(position)));
        return held;
    }

    boolean holdsReadLock(Access access) {
        return steps.stream()
                .limit(access.order() + 1L)
                .anyMatch(step -> step.thread() == access.thread()
                        && step.action().equals("call ReadLock.lock()")
                        && methodOf(step).equals(methodOf(access)));
    }

    /** Returns whether boxed values are locked on, and not the same one all the time. */
    boolean locksOnValues() {
        Set<Object> values = Collections.newSetFromMap(new IdentityHashMap<>());
        takings()
                .map(step -> Objects.requireNonNull(step.lock()).object())
                .filter(lock -> lock instanceof Number || lock instanceof Boolean || lock instanceof Character)
                .forEach(values::add);
        return values.size() > 1;
    }

    Refusals refusals() {
        return new Refusals(steps, sites, this::heldAt);
    }

    /** Returns whether the method of an access without a lock has a line that takes one, come to or not. */
    boolean locksInMethodOf(Access access) {
        String method = methodOf(access);
        return takings()
                        .anyMatch(step -> step.thread() == access.thread()
                                && methodOf(step).equals(method))
                || sites.anyMatch(site -> site.method().equals(method)
                        && LOCKING.matcher(site.label()).matches());
    }

    /** Returns whether the thread has given a lock back in this method before. */
    boolean hasGivenBack(Access access) {
        return steps.stream()
                .limit(access.order())
                .anyMatch(step -> step.thread() == access.thread()
                        && step.action().startsWith("unlock ")
                        && methodOf(step).equals(methodOf(access)));
    }

    /** Returns whether every lock of this kind that is taken is a new one, which no field holds. */
    boolean isNewForEachCall(Object one, Object other) {
        List<TraceStep.Lock> taken = takings()
                .map(step -> Objects.requireNonNull(step.lock()))
                .filter(lock -> lock.object().getClass() == one.getClass())
                .toList();
        Set<Object> objects = Collections.newSetFromMap(new IdentityHashMap<>());
        taken.forEach(lock -> objects.add(lock.object()));
        return one.getClass() == other.getClass()
                && objects.size() == taken.size()
                && taken.size() > 1
                && taken.stream().noneMatch(Story::isInField)
                && taken.stream().noneMatch(lock -> isOfSubmission(lock.object()));
    }

    private static boolean isInField(TraceStep.Lock lock) {
        return !lock.name().contains(" ");
    }

    private static boolean isOfSubmission(Object object) {
        return object.getClass().getName().startsWith("lockstep.");
    }

    /** Returns whether two different fields hold the locks. */
    boolean areOfTwoFields(Object one, Object other) {
        String first = nameOf(one);
        String second = nameOf(other);
        return !first.contains(" ") && !second.contains(" ") && !first.equals(second);
    }

    /** Returns whether the locks are two objects of the submission, or the same field of two objects. */
    boolean areOfTwoInstances(Object one, Object other) {
        boolean monitors = isOfSubmission(one) && one.getClass() == other.getClass();
        return monitors || (!nameOf(one).contains(" ") && nameOf(one).equals(nameOf(other)));
    }

    private String nameOf(Object lock) {
        return steps.stream()
                .map(TraceStep::lock)
                .filter(known -> known != null && known.object() == lock)
                .map(known -> Objects.requireNonNull(known).name())
                .findFirst()
                .orElse("an unknown lock");
    }

    /** Returns whether something was thrown in the thread after it took, here, what it still holds. */
    boolean threwWhileHolding(String thread, int heldSince) {
        int taken = -1;
        for (int i = 0; i < steps.size(); i++) {
            TraceStep step = steps.get(i);
            if (step.threadName().equals(thread) && step.site() == heldSince && step.lock() != null) {
                taken = i;
            }
        }
        return taken >= 0
                && steps.subList(taken, steps.size()).stream()
                        .anyMatch(step -> step.threadName().equals(thread)
                                && step.action().startsWith("throw"));
    }

    /** Returns whether the method that took the lock has an unlock that was not come to. */
    boolean unlocksElsewhere(int heldSince) {
        String method = sites.at(heldSince).method();
        return !method.isEmpty()
                && sites.anyMatch(
                        site -> site.method().equals(method) && site.label().endsWith(".unlock()"));
    }

    /** Returns a stuck thread that has already taken what it waits for, by its calls. */
    Optional<String> takesTwice(List<StuckThread> stuck) {
        return Sections.takesTwice(stuck, steps);
    }

    /** Returns where a thread takes a lock that it gave back and that another one had meanwhile, or null. */
    @Nullable
    Split split() {
        return Sections.split(steps, sites);
    }

    // ---- accesses

    /** Returns whether what is read at this place is a number, so that it is the value and no part of the locking. */
    boolean readsNumber(int site) {
        return steps.stream().filter(step -> step.site() == site).anyMatch(Story::showsNumber);
    }

    private static boolean showsNumber(TraceStep step) {
        String value = step.value();
        return value != null && value.matches("-?\\d.*");
    }

    boolean isNumber(RacePair race) {
        return readsNumber(race.first().site()) || readsNumber(race.second().site());
    }

    boolean isField(RacePair race) {
        return !sites.at(race.first().site()).label().endsWith("()");
    }

    /** Returns whether both are by threads that the submission has started. */
    boolean isByWorkers(RacePair race) {
        return race.first().threadName().matches("T\\d+")
                && race.second().threadName().matches("T\\d+");
    }

    boolean isSharedList(RacePair race) {
        return Stream.of(race.first(), race.second())
                .allMatch(access -> sites.at(access.site()).label().matches("\\w*List\\.add\\(\\)"));
    }

    private Map<Integer, Long> writesOf(Variable variable) {
        return steps.stream()
                .filter(step ->
                        step.variable() == variable && step.action().startsWith("write ") && step.thread() != MAIN)
                .collect(Collectors.groupingBy(TraceStep::thread, Collectors.counting()));
    }

    int writersOf(Variable variable) {
        return writesOf(variable).size();
    }

    /** Returns how often a single thread writes the variable at most. */
    long mostWritesOf(Variable variable) {
        return writesOf(variable).values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    /** Returns whether a thread reads true or false here more than once. */
    boolean spins(Access read) {
        return !read.write()
                && steps.stream()
                                .filter(step -> step.thread() == read.thread()
                                        && step.site() == read.site()
                                        && step.action().startsWith("read ")
                                        && ("true".equals(step.value()) || "false".equals(step.value())))
                                .count()
                        > 1;
    }

    /** Returns whether the thread that reads here writes the same variable afterwards, in the same method. */
    boolean writesLater(Access read) {
        Site site = sites.at(read.site());
        return steps.stream()
                .skip(read.order())
                .filter(step -> step.thread() == read.thread() && step.action().startsWith("write "))
                .map(step -> sites.at(step.site()))
                .anyMatch(later ->
                        later.label().equals(site.label()) && later.method().equals(site.method()));
    }

    /** Returns a field of this class that threads of two calls write, or null. */
    @Nullable
    String stateOfTheObject(String type) {
        Map<Variable, Set<Integer>> writers = new HashMap<>();
        for (TraceStep step : steps) {
            Variable variable = step.variable();
            if (variable != null
                    && step.thread() != MAIN
                    && step.action().startsWith("write ")
                    && variable.name().startsWith(type + ".")) {
                writers.computeIfAbsent(variable, v -> new java.util.HashSet<>())
                        .add(step.thread());
            }
        }
        return writers.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> entry.getKey().name().substring(type.length() + 1))
                .sorted()
                .findFirst()
                .orElse(null);
    }

    /** Returns the first update that was lost because its thread had read an old value, or null. */
    @Nullable
    LostUpdate lostUpdate() {
        return LostUpdates.of(steps, sites);
    }

    /** Returns the first update that was lost between two calls on an atomic variable, or null. */
    @Nullable
    LostUpdate lostAtomicUpdate() {
        return LostUpdates.ofAtomics(steps, sites);
    }
}
