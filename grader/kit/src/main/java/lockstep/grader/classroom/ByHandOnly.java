package lockstep.grader.classroom;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Marks;
import lockstep.grader.verdict.Outcome;

/** Feedback on what a machine cannot grade (a scan, say), so that points given by hand have a place to stand. */
public final class ByHandOnly {

    private static final String OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private ByHandOnly() {}

    /**
     * Returns all entries, and in the place of those that no machine can grade, or of people who handed in nothing, feedback
     * for the points by hand to stand in. Without any feedback of the run there is none.
     *
     * @param people whose each submission is, by its name; grows by those who handed in nothing
     * @param missing people of the roster who handed in nothing
     */
    public static List<ClassRun.Entry> with(
            List<ClassRun.Entry> all, Decisions decisions, Map<String, List<Person>> people, List<Person> missing) {
        Feedback other = all.stream()
                .filter(ClassRun.GradedEntry.class::isInstance)
                .map(it -> ((ClassRun.GradedEntry) it).feedback())
                .findFirst()
                .orElse(null);
        if (other == null) {
            return all;
        }
        List<ClassRun.Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ClassRun.Entry entry : all) {
            String name = entry.student();
            names.add(name);
            boolean instead = entry instanceof ClassRun.UnusableEntry
                    && decisions.hasByHand(new Students.Student(name, people.getOrDefault(name, List.of())));
            entries.add(
                    instead
                            ? new ClassRun.GradedEntry(
                                    name, like(other, name, ((ClassRun.UnusableEntry) entry).reason()))
                            : entry);
        }
        for (Person person : missing) {
            if (decisions.hasByHand(new Students.Student("", List.of(person)))) {
                String called = person.called();
                String name = names.add(called) ? called : called + " (line " + person.line() + " of the roster)";
                people.put(name, List.of(person));
                entries.add(new ClassRun.GradedEntry(name, like(other, name, "nothing was handed in")));
            }
        }
        return entries;
    }

    /**
     * Returns feedback without any points.
     *
     * @param other any feedback of the same run, for the exercises and their checks
     * @param reason why nothing was graded
     */
    static Feedback like(Feedback other, String student, String reason) {
        return new Feedback(
                        other.schema(),
                        other.grader(),
                        new Feedback.HandedIn(student, OF_NOTHING, null, List.of(), List.of(), List.of()),
                        other.runner(),
                        other.marks(),
                        List.of())
                .with(other.exercises().stream()
                        .map(exercise -> nothing(exercise, reason))
                        .toList());
    }

    private static ExerciseFeedback nothing(ExerciseFeedback exercise, String reason) {
        return new ExerciseFeedback(
                exercise.id(),
                exercise.title(),
                ExerciseFeedback.Status.NOT_SUBMITTED,
                reason,
                new Marks(0, 0, exercise.marks().maxScore()),
                exercise.checks().stream()
                        .map(check -> new CheckFeedback(
                                check.question(),
                                Outcome.SKIPPED,
                                new CheckFeedback.Worth(0, check.worth().maxScore()),
                                new CheckFeedback.Explanation(reason, null, null, null, null),
                                List.of(),
                                new CheckFeedback.Rerun(null, 0)))
                        .toList());
    }
}
