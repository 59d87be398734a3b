package lockstep.grader.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockstep.grader.report.Adjustment;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.FeedbackReader;
import lockstep.grader.report.Marks;
import org.jspecify.annotations.Nullable;

/**
 * How a class differs from an older report on it, check by check.
 *
 * @param compared whether there was an older report
 * @param changes students whose points changed, or who are in one report only
 */
public record Comparison(boolean compared, List<Change> changes) {

    private static final int MOST_CHECKS = 12;

    /** Nothing to compare with. */
    public static final Comparison NONE = new Comparison(false, List.of());

    public Comparison {
        changes = List.copyOf(changes);
    }

    /**
     * A student of whom the two reports say different things.
     *
     * @param before null where the older report has no points
     * @param after null where the new report has none
     * @param checks what became of the checks that changed, in words
     */
    public record Change(
            String student,
            @Nullable Marks before,
            @Nullable Marks after,
            List<String> checks) {
        public Change {
            checks = List.copyOf(checks);
        }

        /** Returns the change in one line. */
        public String words() {
            if (before == null) {
                return after == null ? "" : "is new, with " + of(after);
            }
            if (after == null) {
                return "has no points any more, had " + of(before);
            }
            List<String> parts = new ArrayList<>();
            if (before.maxScore() != after.maxScore()) {
                parts.add("the maximum changed from " + Marks.text(before.maxScore()) + " to "
                        + Marks.text(after.maxScore()));
            }
            if (before.pending() != after.pending()) {
                parts.add(Marks.text(before.pending()) + " → " + Marks.text(after.pending()) + " pending");
            }
            parts.addAll(checks.subList(0, Math.min(MOST_CHECKS, checks.size())));
            if (checks.size() > MOST_CHECKS) {
                parts.add("and " + (checks.size() - MOST_CHECKS) + " more checks");
            }
            return (before.score() == after.score()
                            ? "still " + Marks.text(after.score())
                            : "from " + Marks.text(before.score()) + " to " + Marks.text(after.score()))
                    + " of " + Marks.text(after.maxScore()) + " points (" + String.join(", ", parts) + ")";
        }

        private static String of(Marks marks) {
            return Marks.text(marks.score()) + " of " + Marks.text(marks.maxScore()) + " points";
        }
    }

    /**
     * Compares with an older report.
     *
     * @param before the older report's feedback, by the names of the students
     */
    public static Comparison with(Map<String, Feedback> before, List<ClassRun.Entry> entries) {
        Map<String, Feedback> after = new LinkedHashMap<>();
        entries.forEach(entry -> {
            if (entry instanceof ClassRun.GradedEntry graded) {
                after.put(graded.feedback().submission().id(), graded.feedback());
            }
        });
        List<Change> changes = new ArrayList<>();
        after.forEach((student, feedback) -> {
            Feedback old = before.get(student);
            if (old == null) {
                changes.add(new Change(student, null, feedback.marks(), List.of()));
            } else {
                List<String> checks = changed(old, feedback);
                if (!checks.isEmpty() || !old.marks().equals(feedback.marks())) {
                    changes.add(new Change(student, old.marks(), feedback.marks(), checks));
                }
            }
        });
        before.forEach((student, feedback) -> {
            if (!after.containsKey(student)) {
                changes.add(new Change(student, feedback.marks(), null, List.of()));
            }
        });
        return new Comparison(true, changes);
    }

    /**
     * Reads an older report.
     *
     * @param students its folder of students
     * @throws IOException if something in it is no feedback; the message says what
     */
    public static Map<String, Feedback> read(Path students) throws IOException {
        Map<String, Feedback> all = new LinkedHashMap<>();
        try (Stream<Path> folders = Files.list(students)) {
            for (Path folder : folders.sorted().toList()) {
                Path file = folder.resolve("feedback.json");
                if (Files.isRegularFile(file)) {
                    try {
                        Feedback feedback = FeedbackReader.read(Files.readString(file));
                        all.put(feedback.submission().id(), feedback);
                    } catch (FeedbackReader.UnreadableFeedbackException e) {
                        throw new IOException(file + ": " + e.getMessage(), e);
                    }
                }
            }
        }
        return all;
    }

    /** An exercise that is in one report only is told as a whole, and everything else check by check. */
    private static List<String> changed(Feedback before, Feedback after) {
        Map<String, CheckFeedback> old = byId(before);
        Map<String, CheckFeedback> now = byId(after);
        Set<String> changed = new LinkedHashSet<>();
        now.forEach((id, check) -> {
            CheckFeedback was = old.get(id);
            if (was == null) {
                changed.add(has(before, id) ? id + ": new, " + check.verdict() : exercise(id) + ": new");
            } else if (was.verdict() != check.verdict()) {
                changed.add(id + ": " + was.verdict() + " → " + check.verdict() + points(was, check));
            } else if (!was.marks().equals(check.marks())) {
                changed.add(id + ":" + points(was, check));
            }
        });
        for (ExerciseFeedback exercise : after.exercises()) {
            before.exercises().stream()
                    .filter(it -> it.id().equals(exercise.id()))
                    .filter(it -> !it.adjustments().equals(exercise.adjustments()))
                    .forEach(it -> changed.add(exercise.id() + ": by hand " + byHand(it) + " → " + byHand(exercise)));
        }
        old.keySet().stream()
                .filter(id -> !now.containsKey(id))
                .forEach(id -> changed.add((has(after, id) ? id : exercise(id)) + ": gone"));
        return List.copyOf(changed);
    }

    private static String byHand(ExerciseFeedback exercise) {
        return exercise.adjustments().isEmpty()
                ? "nothing"
                : exercise.adjustments().stream().map(Adjustment::words).collect(Collectors.joining(" and "));
    }

    private static Map<String, CheckFeedback> byId(Feedback feedback) {
        Map<String, CheckFeedback> checks = new LinkedHashMap<>();
        feedback.checks().forEach(check -> checks.put(check.question().id(), check));
        return checks;
    }

    private static String exercise(String check) {
        return check.substring(0, check.indexOf('.'));
    }

    private static boolean has(Feedback feedback, String check) {
        return feedback.exercises().stream().anyMatch(it -> it.id().equals(exercise(check)));
    }

    /** Points are told where the verdicts do not tell them: where a check is worth more or less, or by hand. */
    private static String points(CheckFeedback was, CheckFeedback is) {
        boolean told = was.verdict() != is.verdict()
                && was.worth().maxScore() == is.worth().maxScore()
                && was.worth().adjustments().equals(is.worth().adjustments());
        return told ? "" : " " + worth(was) + " → " + worth(is);
    }

    private static String worth(CheckFeedback check) {
        return Marks.text(check.earned()) + "/" + Marks.text(check.worth().maxScore());
    }
}
