package lockstep.grader.exercise;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import lockstep.grader.verdict.CheckId;
import lockstep.grader.verdict.CheckKind;

/**
 * The checks of an exercise, in the order in which they are asked. Each check's ground comes before it.
 *
 * @param checks the first one asks whether the submission compiles and keeps the signatures
 */
public record Rubric(List<CheckSpec> checks) {

    public Rubric {
        checks = List.copyOf(checks);
        Set<CheckId> before = new HashSet<>();
        for (CheckSpec check : checks) {
            for (CheckId ground : check.ground()) {
                if (!before.contains(ground)) {
                    throw new IllegalArgumentException(
                            check.id() + " rests on " + ground + ", which comes later or never");
                }
            }
            if (!before.add(check.id())) {
                throw new IllegalArgumentException("two checks are called " + check.id());
            }
        }
    }

    /** Returns the checks of one kind, in order. */
    public List<CheckSpec> of(CheckKind kind) {
        return checks.stream().filter(check -> check.id().kind() == kind).toList();
    }

    /** Returns the rubric that asks these checks, and no more than the first and what they rest on besides. */
    public Rubric upTo(Predicate<CheckId> isAsked) {
        Set<CheckId> needed = new HashSet<>();
        List<CheckSpec> kept = new ArrayList<>();
        for (int i = checks.size() - 1; i >= 0; i--) {
            CheckSpec check = checks.get(i);
            if (i == 0 || needed.contains(check.id()) || isAsked.test(check.id())) {
                needed.addAll(check.ground());
                kept.add(0, check);
            }
        }
        return new Rubric(kept);
    }

    /** Returns the points of the whole exercise. */
    public int maxScore() {
        return checks.stream().mapToInt(CheckSpec::points).sum();
    }

    /** Returns the points of one kind. */
    public int maxScore(CheckKind kind) {
        return of(kind).stream().mapToInt(CheckSpec::points).sum();
    }
}
