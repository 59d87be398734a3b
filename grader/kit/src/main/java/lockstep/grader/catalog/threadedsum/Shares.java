package lockstep.grader.catalog.threadedsum;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import lockstep.grader.probe.CallLog;
import lockstep.grader.probe.CheckFailedError;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import org.jspecify.annotations.Nullable;

/** Which thread took which elements of a small range, and what is wrong about it. */
final class Shares {

    private static final String ONCE = "term is called exactly once for each element";

    private final SumCall call;
    private final Map<Thread, List<Long>> byThread;
    private final Map<Long, Integer> counts;

    Shares(SumCall call, CallLog<Long> log) {
        this.call = call;
        this.byThread = log.byThread();
        this.counts = log.counts();
    }

    /** Returns the elements that were never taken. */
    Set<Long> missing() {
        return elements().filter(i -> !counts.containsKey(i)).boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns what is wrong with the shares, if anything is. */
    Optional<CheckFailedError> fault() {
        Set<Long> outside = counts.keySet().stream()
                .filter(i -> i < call.start() || i >= call.end())
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
        boolean atBorder = outside.equals(Set.of(call.end()));
        return wrong(
                "term(" + ranges(outside) + ") was called, which is outside of the range"
                        + (atBorder ? ": the end is exclusive." : "."),
                "term was called with " + ranges(outside),
                atBorder ? SumAdvice.BORDERS : null);
    }

    private CheckFailedError doubled(Set<Long> doubled) {
        if (doubled.size() == call.end() - call.start() && call.end() - call.start() > 1 && everyoneTookAll()) {
            return wrong(
                    "each of " + byThread.size() + " threads computed the whole range.",
                    "each element was computed " + byThread.size() + " times",
                    SumAdvice.NOT_SHARED);
        }
        return wrong(
                elementsAre(doubled) + " added more than once.",
                ranges(doubled) + " came more than once",
                doubled.stream().allMatch(this::isBorder) ? SumAdvice.BORDERS : null);
    }

    private CheckFailedError missing(Set<Long> missing) {
        long size = call.end() - call.start();
        long remainder = size % call.threads();
        if (remainder > 0 && missing.equals(tail(remainder))) {
            return wrong(
                    elementsAre(missing) + " never added; " + size + " is not divisible by " + call.threads()
                            + " threads.",
                    ranges(missing) + " never came",
                    SumAdvice.DROPPED_REMAINDER);
        }
        boolean ends = missing.stream().allMatch(this::isEndOfShare);
        return wrong(
                elementsAre(missing) + " never added.",
                ranges(missing) + " never came",
                ends && missing.size() <= call.threads() ? SumAdvice.BORDERS : null);
    }

    private boolean everyoneTookAll() {
        long size = call.end() - call.start();
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
                && (element == call.end() - 1
                        || byThread.values().stream().anyMatch(taken -> taken.get(0) == element + 1));
    }

    private Set<Long> tail(long length) {
        return LongStream.range(call.end() - length, call.end()).boxed().collect(Collectors.toSet());
    }

    private LongStream elements() {
        return LongStream.range(call.start(), call.end());
    }

    private CheckFailedError wrong(String what, String actual, @Nullable Advice advice) {
        return CheckFailedError.because(
                call.text() + ": " + what, advice, null, new Evidence.Counterexample(call.text(), ONCE, actual));
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
