package lockstep.grader.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import lockstep.grader.verdict.Outcome;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * What changed since the last run of the same submission. Exercises that one of the two runs did not grade are left out,
 * and of a check that one of them could not decide nothing is said.
 *
 * @param points earned now and not before; below zero where points were lost
 * @param mended mistakes that do not show any more, by their ids; where a failed check names none, the check's id
 * @param appeared mistakes that did not show before, in the same way
 */
public record SinceLastRun(
        @JsonSerialize(using = Marks.Plain.class) double points, List<String> mended, List<String> appeared) {

    private static final int MOST_NAMES = 6;

    public SinceLastRun {
        mended = List.copyOf(mended);
        appeared = List.copyOf(appeared);
    }

    /** A mistake, or a failed check that names none, within its exercise. */
    private record Fault(String exercise, String name) {}

    /** Compares two runs. */
    public static SinceLastRun between(Feedback before, Feedback after) {
        Map<String, CheckFeedback> was = new LinkedHashMap<>();
        before.checks().forEach(check -> was.put(check.question().id(), check));
        double points = 0;
        Set<Fault> old = new LinkedHashSet<>();
        Set<Fault> now = new LinkedHashSet<>();
        Set<Fault> unknown = new LinkedHashSet<>();
        for (ExerciseFeedback exercise : after.exercises()) {
            for (CheckFeedback check : exercise.checks()) {
                CheckFeedback earlier = was.get(check.question().id());
                if (earlier == null) {
                    continue;
                }
                points += check.earned() - earlier.earned();
                add(exercise, earlier, check.verdict(), old, unknown);
                add(exercise, check, earlier.verdict(), now, unknown);
            }
        }
        List<Fault> mended = old.stream()
                .filter(it -> !now.contains(it) && !unknown.contains(it))
                .toList();
        List<Fault> appeared = now.stream()
                .filter(it -> !old.contains(it) && !unknown.contains(it))
                .toList();
        return new SinceLastRun(points, names(mended, appeared), names(appeared, mended));
    }

    private static void add(
            ExerciseFeedback exercise, CheckFeedback check, Outcome elsewhere, Set<Fault> failed, Set<Fault> unknown) {
        if (check.verdict() != Outcome.FAILED) {
            return;
        }
        String mistake = check.explanation().mistake();
        Fault fault = new Fault(
                exercise.id(), mistake != null ? mistake : check.question().id());
        failed.add(fault);
        if (elsewhere != Outcome.FAILED && elsewhere != Outcome.PASSED) {
            unknown.add(fault);
        }
    }

    /** One mistake can go from one exercise and come up in another: then its name alone says nothing. */
    private static List<String> names(List<Fault> these, List<Fault> those) {
        return these.stream()
                .map(it -> those.stream().anyMatch(other -> other.name().equals(it.name()))
                        ? it.name() + " in " + it.exercise()
                        : it.name())
                .distinct()
                .toList();
    }

    /** Returns the change in one line: {@code +12: C3 mended; new: C8}. */
    public String words() {
        List<String> parts = new ArrayList<>();
        add(parts, mended, names -> names + " mended");
        add(parts, appeared, names -> "new: " + names);
        String what = String.join("; ", parts);
        if (points == 0) {
            return what.isEmpty() ? "no change" : what;
        }
        String number = (points < 0 ? "" : "+") + Marks.text(points);
        return what.isEmpty() ? number : number + ": " + what;
    }

    private static void add(List<String> parts, List<String> names, UnaryOperator<String> words) {
        if (!names.isEmpty()) {
            List<String> first = names.subList(0, Math.min(MOST_NAMES, names.size()));
            parts.add(words.apply(String.join(", ", first)
                    + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "")));
        }
    }
}
