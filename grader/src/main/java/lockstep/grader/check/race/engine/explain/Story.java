package lockstep.grader.check.race.engine.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lockstep.grader.check.race.engine.control.Access;
import lockstep.grader.check.race.engine.control.HeldLock;
import lockstep.grader.check.race.engine.control.RacePair;
import lockstep.grader.check.race.engine.control.Site;
import lockstep.grader.check.race.engine.control.Sites;
import lockstep.grader.check.race.engine.control.StuckThread;
import lockstep.grader.check.race.engine.control.TraceStep;
import lockstep.grader.check.race.engine.control.Variable;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** A traced execution, asked for the patterns that mistakes leave. */
final class Story {

    private final List<TraceStep> steps;
    private final Sites sites;

    Story(List<TraceStep> steps, Sites sites) {
        this.steps = steps;
        this.sites = sites;
    }

    /**
     * Two threads that read one value before either wrote.
     *
     * @param location where the later one writes
     */
    record LostUpdate(
            String sentence, boolean isVolatile, @Nullable SourceLocation location) {}

    @Nullable
    SourceLocation line(int site) {
        return sites.at(site).location();
    }

    boolean hasSpuriousWakeUp() {
        return steps.stream().anyMatch(step -> step.action().startsWith("wake up"));
    }

    boolean anyoneNotifies() {
        return steps.stream().anyMatch(step -> step.action().startsWith("notify"));
    }

    boolean usesReadLock() {
        return steps.stream()
                .anyMatch(step -> step.action().startsWith("call ReadLock.")
                        || step.action().endsWith("ReadWriteLock.readLock()"));
    }

    /** Returns whether anything is used that could keep threads apart. */
    boolean hasLocks() {
        return steps.stream().anyMatch(Story::isAboutLocks);
    }

    private static boolean isAboutLocks(TraceStep step) {
        String action = step.action();
        return action.startsWith("lock ")
                || action.startsWith("call ")
                        && (action.contains("ock") || action.contains("Semaphore") || action.contains("Queue"));
    }

    boolean calls(int thread, String method) {
        return steps.stream()
                .anyMatch(step -> step.thread() == thread
                        && step.action().startsWith("call ")
                        && step.action().endsWith(method));
    }

    /** Returns whether what is read at this place is a number, so that it is the value and no part of the locking. */
    boolean readsNumber(int site) {
        return steps.stream()
                .filter(step -> step.site() == site)
                .map(TraceStep::value)
                .anyMatch(value -> value != null && value.matches("-?\\d.*"));
    }

    boolean isField(RacePair race) {
        return !sites.at(race.first().site()).label().endsWith("()");
    }

    /** Returns whether the thread that reads here writes the same variable afterwards, in the same method. */
    boolean writesLater(Access read) {
        Site site = sites.at(read.site());
        return steps.stream()
                .filter(step -> step.thread() == read.thread() && step.action().startsWith("write "))
                .map(step -> sites.at(step.site()))
                .anyMatch(later ->
                        later.label().equals(site.label()) && later.method().equals(site.method()));
    }

    boolean takenByOneOnly(List<HeldLock> locks) {
        for (HeldLock held : locks) {
            Set<Integer> threads = new HashSet<>();
            for (TraceStep step : steps) {
                Variable variable = step.variable();
                if (step.action().startsWith("lock ") && variable != null && variable.isContended()) {
                    threads.add(step.thread());
                }
            }
            if (!threads.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Returns a stuck thread that has already taken what it waits for, by its calls. */
    Optional<String> takesTwice(List<StuckThread> stuck) {
        for (StuckThread thread : stuck) {
            String what = thread.waitsFor();
            boolean isOwnerless = what != null && (what.contains("Semaphore") || what.contains("StampedLock"));
            if (isOwnerless
                    && taken(thread.name()) > 1
                    && stuck.stream().noneMatch(other -> other != thread && taken(other.name()) > 1)) {
                return Optional.of(thread.name());
            }
        }
        return Optional.empty();
    }

    private int taken(String thread) {
        int taken = 0;
        for (TraceStep step : steps) {
            if (step.threadName().equals(thread) && step.action().startsWith("call ")) {
                String call = step.action();
                boolean gives = call.contains(".release") || call.contains(".unlock");
                boolean takes =
                        call.contains(".acquire") || call.contains("Lock.writeLock") || call.contains("Lock.readLock");
                taken += takes ? 1 : gives ? -1 : 0;
            }
        }
        return taken;
    }

    /** Returns whether one thread takes a lock, gives it back, and takes it again after another one had it. */
    boolean comesBetweenTwoSections() {
        List<Integer> owners = new ArrayList<>();
        for (TraceStep step : steps) {
            String action = step.action();
            boolean takes = action.startsWith("lock ")
                    || action.startsWith("call ")
                            && (action.endsWith("ock.lock()") || action.contains("Semaphore.acquire"));
            if (takes && step.site() >= 0 && (owners.isEmpty() || owners.get(owners.size() - 1) != step.thread())) {
                owners.add(step.thread());
            }
        }
        for (int i = 0; i + 2 < owners.size(); i++) {
            if (owners.get(i).equals(owners.get(i + 2)) && owners.get(i) != 0 && owners.get(i + 1) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Returns the first update that was lost because its thread had read an old value, or null. */
    @Nullable
    LostUpdate lostUpdate() {
        Map<Variable, Map<Integer, TraceStep>> reads = new HashMap<>();
        for (TraceStep step : steps) {
            Variable variable = step.variable();
            if (variable == null) {
                continue;
            }
            Map<Integer, TraceStep> readers = reads.computeIfAbsent(variable, v -> new HashMap<>());
            if (step.action().startsWith("read ")) {
                readers.put(step.thread(), step);
            } else if (step.action().startsWith("write ")) {
                TraceStep other = readers.entrySet().stream()
                        .filter(entry -> entry.getKey() != step.thread())
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null);
                if (readers.containsKey(step.thread()) && other != null && writesAfter(step, other)) {
                    String what = step.action().substring("write ".length());
                    String sentence = step.threadName() + " and " + other.threadName() + " both read " + what
                            + (other.value() == null ? "" : " = " + other.value()) + " before either wrote it.";
                    return new LostUpdate(
                            sentence,
                            variable.isOrdering(),
                            sites.at(step.site()).location());
                }
                readers.remove(step.thread());
                readers.entrySet().removeIf(entry -> entry.getKey() == step.thread());
            }
        }
        return null;
    }

    private boolean writesAfter(TraceStep write, TraceStep reader) {
        int from = steps.indexOf(write);
        return steps.subList(from, steps.size()).stream()
                .anyMatch(step -> step.thread() == reader.thread()
                        && step.variable() == write.variable()
                        && step.action().startsWith("write "));
    }
}
