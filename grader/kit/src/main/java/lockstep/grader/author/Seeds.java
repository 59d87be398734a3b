package lockstep.grader.author;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Constants in a submission's own code. Where it compares something with one of them it may change what it does, so cases
 * are tried around each. A constant is only a hint: what a submission has to do does not depend on it.
 *
 * @param numbers the smallest first, whatever its sign
 * @param durations the shortest first
 */
public record Seeds(List<Long> numbers, List<Duration> durations) {

    /** Those of a submission without any. */
    public static final Seeds NONE = new Seeds(List.of(), List.of());

    /** Many more than people write, and few enough to try all of them. */
    private static final int MOST = 16;

    /** What is in any code, and tried anyway. */
    private static final long COMMON = 2;

    public Seeds {
        numbers = numbers.stream()
                .filter(number -> number > COMMON || number < -COMMON)
                .distinct()
                .sorted(Comparator.<Long>comparingDouble(Math::abs).thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
        durations = durations.stream()
                .filter(duration -> duration.compareTo(Duration.ZERO) > 0)
                .distinct()
                .sorted()
                .limit(MOST)
                .toList();
    }

    /** Returns the same in another class loader, as {@link #numbers} and {@link #durations} in nanoseconds. */
    static Seeds of(long[] numbers, long[] nanos) {
        return new Seeds(
                LongStream.of(numbers).boxed().toList(),
                LongStream.of(nanos).mapToObj(Duration::ofNanos).toList());
    }

    /** Returns the numbers that can be a count of something, up to the most that is of use. */
    Stream<Integer> counts(int most) {
        return numbers.stream().filter(number -> number > 0 && number <= most).map(Long::intValue);
    }
}
