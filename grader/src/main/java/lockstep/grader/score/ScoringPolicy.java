package lockstep.grader.score;

import java.util.List;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.CheckResult;

/** Points from verdicts: a passed check earns its points, an undecided one keeps them pending, any other loses them. */
public enum ScoringPolicy {
    /** An export that knows no pending points counts them as earned. */
    AWARD,
    /** An export that knows no pending points counts them as not earned. */
    WITHHOLD;

    /** Returns one check's points. */
    public static Points of(CheckSpec check, CheckResult result) {
        return switch (result.verdict().outcome()) {
            case PASSED -> new Points(check.points(), 0, check.points());
            case INCONCLUSIVE, ERRORED -> new Points(0, check.points(), check.points());
            case FAILED, SKIPPED -> new Points(0, 0, check.points());
        };
    }

    /** Returns an exercise's points. */
    public static Points of(ExerciseResult exercise) {
        List<CheckSpec> checks = exercise.exercise().rubric().checks();
        Points sum = Points.NONE;
        for (int i = 0; i < checks.size(); i++) {
            sum = sum.plus(of(checks.get(i), exercise.results().get(i)));
        }
        return sum;
    }

    /** Returns the one number that an export without pending points shows. */
    public int settle(Points points) {
        return points.earned() + (this == AWARD ? points.pending() : 0);
    }
}
