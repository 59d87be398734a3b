package lockstep.grader.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.FeedbackReader;
import lockstep.grader.report.Marks;

/**
 * How a class differs from an older report on it.
 *
 * @param compared whether there was an older report
 * @param changes students whose points changed, or who are in one report only
 */
public record Comparison(boolean compared, List<Change> changes) {

    /** Nothing to compare with. */
    public static final Comparison NONE = new Comparison(false, List.of());

    public Comparison {
        changes = List.copyOf(changes);
    }

    /**
     * A student whose points changed.
     *
     * @param before points without pending ones; negative where the older report has none
     * @param after points without pending ones; negative where the new report has none
     * @param checks the checks whose verdict changed, with both verdicts
     */
    public record Change(String student, double before, double after, List<String> checks) {
        public Change {
            checks = List.copyOf(checks);
        }

        /** Returns the change in words. */
        public String words() {
            if (before < 0) {
                return "is new, with " + Marks.text(after) + " points";
            }
            if (after < 0) {
                return "is gone, with " + Marks.text(before) + " points";
            }
            return "from " + Marks.text(before) + " to " + Marks.text(after) + " points (" + String.join(", ", checks)
                    + ")";
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
                changes.add(new Change(student, -1, feedback.marks().score(), List.of()));
            } else {
                List<String> checks = changed(old, feedback);
                if (!checks.isEmpty() || old.marks().score() != feedback.marks().score()) {
                    changes.add(new Change(
                            student, old.marks().score(), feedback.marks().score(), checks));
                }
            }
        });
        before.forEach((student, feedback) -> {
            if (!after.containsKey(student)) {
                changes.add(new Change(student, feedback.marks().score(), -1, List.of()));
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

    private static List<String> changed(Feedback before, Feedback after) {
        Map<String, CheckFeedback> old = new LinkedHashMap<>();
        before.checks().forEach(check -> old.put(check.question().id(), check));
        List<String> changed = new ArrayList<>();
        after.checks().forEach(check -> {
            CheckFeedback was = old.remove(check.question().id());
            boolean worth = was != null
                    && (was.worth().score() != check.worth().score()
                            || was.worth().maxScore() != check.worth().maxScore());
            if (was == null) {
                changed.add(check.question().id() + ": new, " + check.verdict());
            } else if (was.verdict() != check.verdict() || worth) {
                changed.add(check.question().id() + ": "
                        + (was.verdict() == check.verdict()
                                ? worth(was) + " → " + worth(check)
                                : was.verdict() + " → " + check.verdict()));
            }
        });
        old.keySet().forEach(id -> changed.add(id + ": gone"));
        return changed;
    }

    private static String worth(CheckFeedback check) {
        return Marks.text(check.worth().score()) + "/"
                + Marks.text(check.worth().maxScore());
    }
}
