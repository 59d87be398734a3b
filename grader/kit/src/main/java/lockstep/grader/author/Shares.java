package lockstep.grader.author;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/** Which thread took which elements, and what is wrong about it. */
final class Shares {

    private final ParallelCall call;
    private final ParallelCall.Setting setting;
    private final Map<Thread, List<Long>> byThread;
    private final Map<Long, Integer> counts;
    private final Trial trial;

    Shares(Trial trial) {
        this.trial = trial;
        this.call = trial.call;
        this.setting = trial.setting;
        this.byThread = trial.log().byThread();
        this.counts = trial.log().counts();
    }

    private long size() {
        return setting.size();
    }

    /** Fails unless each element was taken exactly once. */
    void expectOnce() {
        fault().ifPresent(error -> {
            throw error;
        });
    }

    private Set<Long> missing() {
        return elements().filter(i -> !counts.containsKey(i)).boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    private Optional<CheckFailedError> fault() {
        Set<Long> outside = counts.keySet().stream()
                .filter(i -> i < setting.first() || i >= setting.end())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!outside.isEmpty()) {
            return Optional.of(outside(outside));
        }
        Set<Long> doubled = counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!doubled.isEmpty()) {
            return Optional.of(doubled(doubled));
        }
        Set<Long> missing = missing();
        return missing.isEmpty() ? Optional.empty() : Optional.of(missing(missing));
    }

    private CheckFailedError outside(Set<Long> outside) {
        boolean atBorder = outside.equals(Set.of(setting.end()));
        return wrong(
                call.function() + "(" + ranges(outside) + ") was called, which is outside of the range"
                        + (atBorder ? ": the end is exclusive." : "."),
                appliedAt(outside),
                call.function() + " was called with " + ranges(outside),
                atBorder ? Sign.BORDERS : null);
    }

    private CheckFailedError doubled(Set<Long> doubled) {
        if (doubled.size() == size() && size() > 1 && everyoneTookAll()) {
            return wrong(
                    "each of " + byThread.size() + " " + call.worker() + "s computed all elements.",
                    appliedAt(doubled),
                    "each element was computed " + byThread.size() + " times",
                    Sign.NOT_SHARED);
        }
        return wrong(
                elementsAre(doubled) + " computed more than once.",
                appliedAt(doubled),
                ranges(doubled) + " came more than once",
                doubled.stream().allMatch(this::isBorder) && call.advice(Sign.BORDERS) != null
                        ? Sign.BORDERS
                        : Sign.TWICE);
    }

    private CheckFailedError missing(Set<Long> missing) {
        long size = size();
        long remainder = size % setting.workers();
        if (remainder > 0 && missing.equals(tail(remainder))) {
            return wrong(
                    elementsAre(missing) + " never computed; " + size + " is not divisible by " + setting.workers()
                            + " " + call.worker() + "s.",
                    trial.handedAt(byThread.keySet()),
                    ranges(missing) + " never came",
                    Sign.REMAINDER_DROPPED);
        }
        boolean ends = missing.stream().allMatch(this::isEndOfShare);
        return wrong(
                elementsAre(missing) + " never computed.",
                trial.handedAt(byThread.keySet()),
                ranges(missing) + " never came",
                ends && missing.size() <= setting.workers() ? Sign.BORDERS : null);
    }

    private boolean everyoneTookAll() {
        long size = size();
        return byThread.size() > 1
                && byThread.values().stream()
                        .allMatch(taken -> taken.stream().distinct().count() == size);
    }

    /** An element that one thread took last and another one first. */
    private boolean isBorder(Long element) {
        return counts.getOrDefault(element, 0) == 2
                && byThread.values().stream().anyMatch(taken -> taken.get(0).equals(element))
                && byThread.values().stream()
                        .anyMatch(taken -> taken.get(taken.size() - 1).equals(element));
    }

    /** An element that nobody took, right after what one thread took last. */
    private boolean isEndOfShare(Long element) {
        return byThread.values().stream().anyMatch(taken -> taken.get(taken.size() - 1) == element - 1)
                && (element == setting.end() - 1
                        || byThread.values().stream().anyMatch(taken -> taken.get(0) == element + 1));
    }

    private Set<Long> tail(long length) {
        return LongStream.range(setting.end() - length, setting.end()).boxed().collect(Collectors.toSet());
    }

    private LongStream elements() {
        return LongStream.range(setting.first(), setting.end());
    }

    /** Returns where the submission calls the function, for one of these elements. */
    private @Nullable SourceLocation appliedAt(Set<Long> elements) {
        return byThread.entrySet().stream()
                .filter(taken -> taken.getValue().stream().anyMatch(elements::contains))
                .map(taken -> trial.appliedAt(taken.getKey()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private CheckFailedError wrong(String what, @Nullable SourceLocation line, String actual, @Nullable Sign sign) {
        String text = setting.text(call);
        return CheckFailedError.because(
                text + ": " + what,
                sign == null ? null : call.advice(sign),
                line,
                new Evidence.Counterexample(
                        text, call.function() + " is called exactly once for each element", actual));
    }

    private static String elementsAre(Set<Long> elements) {
        return elements.size() == 1
                ? "element " + elements.iterator().next() + " was"
                : "elements " + ranges(elements) + " were";
    }

    /** Returns elements as ranges: {@code 0..3, 7}. */
    static String ranges(Set<Long> elements) {
        List<String> ranges = new ArrayList<>();
        Long first = null;
        Long last = null;
        for (Long element : new TreeSet<>(elements)) {
            if (first == null || last == null || element != last + 1) {
                if (first != null && last != null) {
                    ranges.add(range(first, last));
                }
                first = element;
            }
            last = element;
        }
        if (first != null && last != null) {
            ranges.add(range(first, last));
        }
        return ranges.size() > 8 ? String.join(", ", ranges.subList(0, 8)) + ", ..." : String.join(", ", ranges);
    }

    private static String range(Long first, Long last) {
        return first.equals(last) ? String.valueOf(first) : first + ".." + last;
    }
}
