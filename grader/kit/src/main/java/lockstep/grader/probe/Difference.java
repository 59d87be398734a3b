package lockstep.grader.probe;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was expected and what came, in words: of two lists that look alike when they are shown by their ends, the first place
 * where they differ.
 */
public record Difference(String expected, String actual) {

    /** Puts two values into words that are not the same. */
    public static Difference between(@Nullable Object expected, @Nullable Object actual) {
        String wanted = Expect.show(expected);
        String given = Expect.show(actual);
        if (wanted.equals(given) && expected instanceof List<?> all && actual instanceof List<?> those) {
            int place = firstDifference(all, those);
            return new Difference(Expect.show(all.get(place)) + " at place " + place, Expect.show(those.get(place)));
        }
        return new Difference(wanted, given);
    }

    private static int firstDifference(List<?> some, List<?> others) {
        int place = 0;
        while (Objects.equals(some.get(place), others.get(place))) {
            place++;
        }
        return place;
    }
}
