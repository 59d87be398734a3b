package lockstep.grader.exercise;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.Verdict;

/** What is known of the checks on which others rest: where the ground does not hold, a check is not asked. */
public final class Grounds {

    private final Map<CheckId, String> titles = new HashMap<>();
    private final Map<CheckId, Outcome> outcomes = new HashMap<>();

    /** @param checks all that may be a ground */
    public Grounds(List<CheckSpec> checks) {
        checks.forEach(check -> titles.put(check.id(), check.title()));
    }

    /** Notes an answer. */
    public void note(CheckId check, Verdict verdict) {
        outcomes.put(check, verdict.outcome());
    }

    /** Returns whether a check was answered. */
    public boolean isKnown(CheckId check) {
        return outcomes.containsKey(check);
    }

    /** Returns the verdict on a check whose ground, as far as it is known, does not hold. */
    public Optional<Verdict> missing(CheckSpec check) {
        for (CheckId ground : check.ground()) {
            Outcome outcome = outcomes.getOrDefault(ground, Outcome.PASSED);
            if (outcome != Outcome.PASSED) {
                String title = "it rests on “" + titles.getOrDefault(ground, ground.toString()) + "”, ";
                return Optional.of(
                        outcome.isPending()
                                ? new Verdict.Inconclusive(title + "which could not be decided", List.of(), ground)
                                : new Verdict.Skipped(title + "which did not pass", ground));
            }
        }
        return Optional.empty();
    }
}
