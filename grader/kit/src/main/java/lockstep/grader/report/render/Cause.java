package lockstep.grader.report.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong in one exercise: failed checks that name one mistake, or where they name none, one line. That these have one
 * cause is a guess by what the evidence names; each check keeps its own verdict.
 *
 * @param check the one that shows it best
 * @param others the other failed checks of this cause, as they were asked
 * @param lost the points of all of them and of what was not asked because of them
 */
public record Cause(ExerciseFeedback exercise, CheckFeedback check, List<CheckFeedback> others, double lost) {

    public Cause {
        others = List.copyOf(others);
    }

    /** What to mend first comes first: by rank, then by what it costs. */
    static final Comparator<Cause> ORDER = Comparator.comparingInt(Cause::rank)
            .thenComparing(Comparator.comparingDouble(Cause::lost).reversed());

    /** Returns the causes of an exercise in their order. */
    public static List<Cause> of(ExerciseFeedback exercise) {
        List<CheckFeedback> failed = exercise.with(Outcome.FAILED).toList();
        Map<String, List<CheckFeedback>> byMistake = new LinkedHashMap<>();
        failed.forEach(check -> {
            String mistake = check.explanation().mistake();
            if (mistake != null) {
                byMistake.computeIfAbsent(mistake, any -> new ArrayList<>()).add(check);
            }
        });
        List<List<CheckFeedback>> groups = new ArrayList<>(byMistake.values());
        for (CheckFeedback check : failed) {
            if (check.explanation().mistake() == null) {
                groups.stream()
                        .filter(known -> known.stream().anyMatch(other -> areAtOneLine(other, check)))
                        .findFirst()
                        .orElseGet(() -> {
                            groups.add(new ArrayList<>());
                            return groups.get(groups.size() - 1);
                        })
                        .add(check);
            }
        }
        groups.forEach(group -> group.sort(Comparator.comparingInt(failed::indexOf)));
        groups.sort(Comparator.comparingInt(group -> failed.indexOf(group.get(0))));
        return groups.stream().map(group -> of(exercise, group)).sorted(ORDER).toList();
    }

    /** Returns how many other checks fail for this, in words. */
    String more() {
        return Numbers.plural(others.size(), "more check") + (others.size() == 1 ? " fails" : " fail") + " for this";
    }

    /**
     * Returns what the others are called.
     *
     * @param say says a text in the reader's language
     */
    String titles(UnaryOperator<String> say) {
        return others.stream()
                .map(other -> say.apply(Digest.word(other.question().kind())) + ": "
                        + say.apply(other.question().title()) + elsewhere(other, say))
                .collect(Collectors.joining("; "));
    }

    /** Another line may be another place of the same mistake, which has to be mended as well. */
    private String elsewhere(CheckFeedback other, UnaryOperator<String> say) {
        SourceLocation line = other.explanation().location();
        return line == null
                        || !isLocated(other)
                        || line.equals(check.explanation().location())
                ? ""
                : " (" + say.apply("line " + line.line()) + ")";
    }

    String marksOfOthers() {
        return Numbers.points(
                others.stream().mapToDouble(CheckFeedback::earned).sum(),
                others.stream().mapToDouble(check -> check.worth().maxScore()).sum());
    }

    private static Cause of(ExerciseFeedback exercise, List<CheckFeedback> group) {
        CheckFeedback best =
                group.stream().max(Comparator.comparingInt(Cause::telling)).orElseThrow();
        List<CheckFeedback> others =
                group.stream().filter(Predicate.not(best::equals)).toList();
        return new Cause(exercise, best, others, pointsOf(exercise, group));
    }

    private static boolean areAtOneLine(CheckFeedback one, CheckFeedback other) {
        return isLocated(one)
                && isLocated(other)
                && Objects.equals(
                        one.explanation().location(), other.explanation().location());
    }

    /** Where a wrong answer came from need not be what is wrong. */
    private static boolean isLocated(CheckFeedback check) {
        SourceLocation line = check.explanation().location();
        return line != null
                && !check.explanation().onlyDeclared()
                && check.evidence().stream()
                        .noneMatch(each -> each instanceof Evidence.Counterexample it && line.equals(it.answeredAt()));
    }

    /**
     * Returns when it is to be mended: what keeps an exercise from being run at all is 0; what is wrong comes before what is
     * slow; and what is known before that of which neither a mistake nor a line is known, for that may come from it. Where other
     * checks rest on that, only a mistake comes before it.
     */
    int rank() {
        if (exercise.status() == ExerciseFeedback.Status.REJECTED) {
            return 0;
        }
        List<CheckFeedback> group =
                Stream.concat(Stream.of(check), others.stream()).toList();
        boolean isSlow = group.stream().allMatch(each -> each.question().kind() == CheckKind.SPEEDUP);
        boolean unexplained = check.explanation().mistake() == null && !isLocated(check);
        boolean isGround = exercise.with(Outcome.SKIPPED)
                .anyMatch(skipped -> group.stream()
                        .anyMatch(each -> each.question()
                                .id()
                                .equals(skipped.explanation().restsOn())));
        boolean isNamedElsewhere = exercise.with(Outcome.FAILED)
                .anyMatch(other -> !group.contains(other) && other.explanation().mistake() != null);
        if (isSlow) {
            return 3;
        }
        return unexplained && (!isGround || isNamedElsewhere) ? 2 : 1;
    }

    /** An order of steps shows more than a wrong result, and a known mistake more than none. The first of equals stays. */
    private static int telling(CheckFeedback check) {
        int steps = check.evidence().stream().anyMatch(Evidence.Interleaving.class::isInstance) ? 2 : 0;
        return steps + (check.explanation().mistake() == null ? 0 : 1);
    }

    private static double pointsOf(ExerciseFeedback exercise, List<CheckFeedback> group) {
        if (exercise.status() == ExerciseFeedback.Status.REJECTED) {
            return exercise.marks().maxScore() - exercise.marks().score();
        }
        Map<String, CheckFeedback> byId = new LinkedHashMap<>();
        exercise.checks().forEach(check -> byId.put(check.question().id(), check));
        return exercise.checks().stream()
                .filter(check -> group.contains(root(check, byId)))
                .mapToDouble(check -> check.worth().maxScore() - check.earned() - check.pending())
                .sum();
    }

    /** Returns the check that keeps this one from being asked; itself where it was asked. */
    private static CheckFeedback root(CheckFeedback check, Map<String, CheckFeedback> byId) {
        CheckFeedback root = check;
        for (int i = 0; i < byId.size() && root.verdict() == Outcome.SKIPPED; i++) {
            @Nullable String ground = root.explanation().restsOn();
            CheckFeedback next = ground == null ? null : byId.get(ground);
            if (next == null) {
                break;
            }
            root = next;
        }
        return root;
    }
}
