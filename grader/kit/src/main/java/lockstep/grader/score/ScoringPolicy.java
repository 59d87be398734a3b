package lockstep.grader.score;

import java.util.List;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.CheckResult;
import lockstep.grader.verdict.Outcome;

/**
 * Points from verdicts: a passed check earns its points, an undecided one keeps them pending, any other loses them.
 *
 * <p>A policy says which pending points count as earned where only one number can be shown. None counts those of a check
 * that was not asked because it rests on an undecided one, nor those that a fault of the grader's left open: no evidence
 * at all speaks for these.
 */
public enum ScoringPolicy {
    /** Those of speedup checks that the machine left open. What counts where nobody says otherwise. */
    TIMING,
    /** Those of all checks that the machine left open. */
    AWARD,
    /** None. */
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

    /** Returns whether the pending points of a check that was asked count as earned. */
    public boolean counts(CheckKind kind, Outcome outcome) {
        return outcome == Outcome.INCONCLUSIVE
                && switch (this) {
                    case TIMING -> kind == CheckKind.SPEEDUP;
                    case AWARD -> true;
                    case WITHHOLD -> false;
                };
    }
}
