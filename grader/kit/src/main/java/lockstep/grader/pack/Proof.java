package lockstep.grader.pack;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.report.LinesRun;
import lockstep.grader.verdict.CheckKind;
import org.jspecify.annotations.Nullable;

/**
 * What came of the proof of one exercise.
 *
 * @param holds whether all that is declared came true
 * @param correct designs that are right
 * @param gradings of these, each with another seed
 * @param spared those of these gradings that took no points
 * @param wrong submissions and declared mutants that are wrong
 * @param generated mutants of the solution that compile and that nobody argued for
 * @param equivalent why mutants that pass are right, by their names
 * @param lines what ran of the solution, or null where that is not known
 */
public record Proof(
        Exercise exercise,
        boolean holds,
        int correct,
        int gradings,
        int spared,
        Hunt wrong,
        Hunt generated,
        Map<String, String> equivalent,
        @Nullable LinesRun lines) {

    public Proof {
        equivalent = Map.copyOf(equivalent);
    }

    /**
     * How many of those that are wrong were caught.
     *
     * @param caught by the kind of the first check that failed
     * @param survivors those that were not, in words
     */
    public record Hunt(Map<CheckKind, Integer> caught, List<String> survivors) {

        public Hunt {
            caught = Map.copyOf(caught);
            survivors = List.copyOf(survivors);
        }

        /** Returns how many were caught. */
        public int hits() {
            return caught.values().stream().mapToInt(Integer::intValue).sum();
        }

        /** Returns how many there are. */
        public int all() {
            return hits() + survivors.size();
        }

        /** Returns the kinds in their order with how many they caught. */
        Map<CheckKind, Integer> byKind() {
            Map<CheckKind, Integer> sorted = new EnumMap<>(CheckKind.class);
            sorted.putAll(caught);
            return sorted;
        }
    }
}
