package lockstep.grader.check.speedup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.Verdict;

/**
 * What is known of the checks on which others of the same stage rest: what is serial by evidence is not timed.
 */
final class Grounds {

    private final Map<CheckId, String> titles = new HashMap<>();
    private final Map<CheckId, Outcome> outcomes = new HashMap<>();

    Grounds(List<CheckSpec> checks) {
        checks.forEach(check -> titles.put(check.id(), check.title()));
    }

    void note(CheckSpec check, Verdict verdict) {
        outcomes.put(check.id(), verdict.outcome());
    }

    /** Returns the verdict on a check whose ground, as far as it is among these checks, does not hold. */
    Optional<Verdict> missing(CheckSpec check) {
        for (CheckId ground : check.ground()) {
            Outcome outcome = outcomes.get(ground);
            if (outcome == null || outcome == Outcome.PASSED) {
                continue;
            }
            String title = "it rests on “" + titles.get(ground) + "”, ";
            return Optional.of(
                    outcome.isPending()
                            ? new Verdict.Inconclusive(title + "which could not be decided", List.of())
                            : new Verdict.Skipped(title + "which did not pass"));
        }
        return Optional.empty();
    }
}
