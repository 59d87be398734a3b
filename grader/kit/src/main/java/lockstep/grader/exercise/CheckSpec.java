package lockstep.grader.exercise;

import java.util.List;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.CheckId;

/**
 * A check as an exercise declares it.
 *
 * @param points what it is worth; 0 for a check that only grounds others
 * @param advice what a student is told when it fails and the finding has no advice of its own
 * @param ground the checks that must have passed before this one is asked
 * @param probe where the code is that answers it
 */
public record CheckSpec(CheckId id, String title, int points, Advice advice, List<CheckId> ground, Probe probe) {

    public CheckSpec {
        ground = List.copyOf(ground);
        if (points < 0) {
            throw new IllegalArgumentException(id + ": points from 0 expected, found " + points);
        }
    }

    /** Returns the same check under another title. */
    public CheckSpec titled(String other) {
        return new CheckSpec(id, other, points, advice, ground, probe);
    }

    /**
     * The code that answers a check.
     *
     * @param className the class in the catalog
     * @param member its method or field; empty for the class as a whole
     */
    public record Probe(String className, String member) {

        /** Returns the package of the class; empty where there is no class. */
        public String packageName() {
            return className.substring(0, Math.max(0, className.lastIndexOf('.')));
        }
    }
}
