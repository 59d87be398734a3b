package lockstep.grader.author;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import lockstep.grader.probe.Handed;
import lockstep.grader.probe.Thrown;
import lockstep.grader.verdict.Advice;
import org.jspecify.annotations.Nullable;

/**
 * A call that applies a function to elements with several workers, as an exercise states it once. What is asked of it is
 * derived by {@link ParallelChecks}.
 */
public interface ParallelCall {

    /** An object of the submission's class. What it throws has crossed the boundary. */
    @FunctionalInterface
    interface Instance {
        /** Makes the call on the elements from {@code first} to {@code end - 1}. */
        @Nullable
        Object call(long first, long end, Handed<Long, @Nullable Object> function, int workers);
    }

    /** Returns a new object. */
    Instance instance();

    /** Returns the call as a student would write it, on these elements and with this function. */
    String text(long first, long end, String function, int workers);

    /** Returns what the function is called: {@code term}. */
    String function();

    /** Returns what a worker is called: {@code thread}. */
    String worker();

    /** Returns what comes of the function's values, in the order of the elements. */
    @Nullable
    Object result(List<@Nullable Object> values);

    /**
     * Returns what the call has to throw when the function throws: {@code throws the very object that term threw}. By default,
     * that is left open.
     */
    default String failure() {
        throw new UnsupportedOperationException("what comes of a failure is left open");
    }

    /** Returns the part of what the call threw that has to be what the function threw; null, the default, if there is none. */
    default @Nullable Thrown thrownByFunction(Thrown caught) {
        return null;
    }

    /** Returns whether the function may throw what it does not declare. */
    default boolean throwsUndeclared() {
        return false;
    }

    /** Returns what to learn from what the evidence shows; null takes the check's own. */
    @Nullable
    Advice advice(Sign sign);

    /**
     * What to call it with.
     *
     * @param functionText the function as a student would write it
     */
    record Setting(long first, long end, int workers, String functionText, LongFunction<@Nullable Object> function) {

        private static final long MOST_ELEMENTS = 10_100;
        private static final long MOST_WORKERS = 301;

        /** Returns the call that hands each element on as it is. */
        public static Setting of(long first, long end, int workers) {
            return new Setting(first, end, workers, "i -> i", i -> i);
        }

        /**
         * Returns what tells whether a number in the submission's code makes a difference: so many elements or a few more,
         * so many for each worker, so many workers, and elements of this value.
         *
         * @param each how many elements each of so many workers gets
         */
        public static Setting[] around(long number, long each) {
            List<Setting> all = new ArrayList<>();
            // Two workers share any number of elements evenly.
            LongStream.of(number - 1, number, number + 1, 2 * number + 2)
                    .filter(size -> size > 0 && number > 0 && size <= MOST_ELEMENTS)
                    .forEach(size -> all.add(of(0, size, 2)));
            LongStream.of(number - 1, number, number + 1)
                    .filter(workers -> workers > 1 && workers <= MOST_WORKERS)
                    .forEach(workers -> all.add(of(0, each * workers, (int) workers)));
            if (number > Long.MIN_VALUE / 2 && number < Long.MAX_VALUE / 2) {
                all.add(of(number - 2, number + 3, 2));
            }
            return all.toArray(Setting[]::new);
        }

        public Setting with(String otherText, LongFunction<@Nullable Object> other) {
            return new Setting(first, end, workers, otherText, other);
        }

        /** Returns the number of elements. */
        public long size() {
            return end - first;
        }

        /** Returns the call as a student would write it. */
        public String text(ParallelCall call) {
            return call.text(first, end, functionText, workers);
        }
    }

    /** Returns the result that a setting has to have. */
    default @Nullable Object expected(Setting setting) {
        return result(LongStream.range(setting.first(), setting.end())
                .<@Nullable Object>mapToObj(setting.function())
                .toList());
    }

    /** Returns one application as a student would write it. */
    default String one(long element) {
        return function() + "(" + element + ")";
    }

    /** Returns so many workers in words. */
    default String workers(long count) {
        return count + " " + worker() + (count == 1 ? "" : "s");
    }

    /** Returns whether this result is the one expected. */
    static boolean same(@Nullable Object expected, @Nullable Object actual) {
        return Objects.equals(expected, actual);
    }
}
