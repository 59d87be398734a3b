package lockstep.grader.classroom;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import lockstep.grader.report.Adjustment;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Marks;
import lockstep.grader.report.SubmissionTime;

/**
 * What an instructor decided about single students: who has more time, and which points are given or taken by hand. They
 * stand in files of the instructor's, so that every run counts them again.
 */
public record Decisions(List<Extension> extensions, List<ByHand> byHand) {

    /** Nobody is treated otherwise. */
    public static final Decisions NONE = new Decisions(List.of(), List.of());

    public Decisions {
        extensions = List.copyOf(extensions);
        byHand = List.copyOf(byHand);
    }

    /** Where in a file a decision stands, and the student whom it names, as it is written. */
    public record Origin(String file, int line, String student) {

        private String words() {
            return file + ":" + line + ": ";
        }
    }

    /**
     * More time.
     *
     * @param exercise empty for all
     * @param until the new end
     */
    public record Extension(Origin origin, String exercise, Instant until, String reason) {}

    /**
     * Points by hand.
     *
     * @param target the id of a check, or the slug of an exercise
     */
    public record ByHand(Origin origin, String target, Adjustment adjustment) {}

    /**
     * Holds all students against those that there are.
     *
     * @param notes hears of points for somebody who is not on the roster, where there is one
     * @throws UnreadableTableException for the first line that names nobody, or more than one
     */
    public void check(Students students, Consumer<String> notes) throws UnreadableTableException {
        List<Origin> origins = new ArrayList<>();
        extensions.forEach(each -> origins.add(each.origin()));
        byHand.forEach(each -> origins.add(each.origin()));
        for (Origin origin : origins) {
            String problem = students.problem(origin.student()).orElse(null);
            if (problem != null) {
                throw new UnreadableTableException(origin.words() + "student: " + problem);
            }
            if (students.isStranger(origin.student())) {
                notes.accept(origin.words() + origin.student()
                        + " is nobody on the roster: this counts in gradebook.csv and the feedback, for no person");
            }
        }
    }

    /**
     * Returns how late a submission is.
     *
     * @param handedIn as far as the platform or the files tell; the roster knows better
     */
    public Lateness lateness(GradingScheme.Late rule, Students.Student student, SubmissionTime handedIn) {
        Map<String, Instant> own = new HashMap<>();
        extensions.stream()
                .filter(each -> student.isCalled(each.origin().student()))
                .forEach(each ->
                        own.merge(each.exercise(), each.until(), (one, other) -> one.isAfter(other) ? one : other));
        int used =
                student.people().stream().mapToInt(Person::lateDaysUsed).max().orElse(0);
        SubmissionTime time = student.people().stream()
                .map(Person::submittedAt)
                .filter(Objects::nonNull)
                .findFirst()
                .map(at -> handedIn.told(at, SubmissionTime.Source.ROSTER))
                .orElse(handedIn);
        return new Lateness(rule, time, own, Math.max(0, rule.budget() - used));
    }

    /** Returns whether nobody has time any more. */
    public boolean isOver(GradingScheme.Late rule, Instant now) {
        return now.isAfter(rule.deadline()) && extensions.stream().allMatch(each -> now.isAfter(each.until()));
    }

    /** Returns whether there are points or comments by hand for a student. */
    public boolean hasByHand(Students.Student student) {
        return byHand.stream().anyMatch(each -> student.isCalled(each.origin().student()));
    }

    /**
     * Tells of points and comments by hand that stand nowhere.
     *
     * @param graded everybody who has feedback
     */
    public void tellUnused(List<Students.Student> graded, Consumer<String> notes) {
        byHand.stream()
                .filter(each -> graded.stream()
                        .noneMatch(student -> student.isCalled(each.origin().student())))
                .forEach(
                        each -> notes.accept(
                                each.origin().words() + each.origin().student()
                                        + " has no submission that was graded, so that this stands in no gradebook and no feedback"));
    }

    /**
     * Returns feedback with what was decided by hand.
     *
     * @param notes hears of points that have no effect, because there is nothing to give or to take
     */
    public Feedback applied(Feedback feedback, Students.Student student, Consumer<String> notes) {
        List<ByHand> own = byHand.stream()
                .filter(each -> student.isCalled(each.origin().student()))
                .toList();
        if (own.isEmpty()) {
            return feedback;
        }
        for (ByHand each : own) {
            boolean counted = feedback.exercises().stream()
                    .anyMatch(exercise ->
                            each.target().equals(exercise.id()) || each.target().startsWith(exercise.id() + "."));
            if (!counted) {
                notes.accept(each.origin().words() + each.target() + " is not counted in this run");
            }
        }
        return feedback.with(feedback.exercises().stream()
                .map(exercise -> applied(exercise, own, notes))
                .toList());
    }

    private static ExerciseFeedback applied(ExerciseFeedback exercise, List<ByHand> own, Consumer<String> notes) {
        ExerciseFeedback decided = exercise.with(
                exercise.checks().stream()
                        .map(check -> {
                            List<Adjustment> ofCheck = of(own, check.question().id());
                            return ofCheck.isEmpty() ? check : check.with(ofCheck);
                        })
                        .toList(),
                of(own, exercise.id()));
        decided.checks()
                .forEach(check -> tell(
                        own,
                        check.question().id(),
                        check.earned() - check.worth().score(),
                        check.worth().maxScore(),
                        notes));
        double ofChecks = Marks.sum(
                        decided.checks().stream().map(it -> it.marks()).toList())
                .score();
        tell(
                own,
                exercise.id(),
                decided.marks().score() - ofChecks,
                decided.marks().maxScore(),
                notes);
        return decided;
    }

    private static List<Adjustment> of(List<ByHand> own, String target) {
        return own.stream()
                .filter(each -> each.target().equals(target))
                .map(ByHand::adjustment)
                .toList();
    }

    /** What lies beyond nothing and everything is cut off: the instructor hears of it. */
    private static void tell(List<ByHand> own, String target, double effect, double most, Consumer<String> notes) {
        double wanted = of(own, target).stream()
                .mapToDouble(it -> it.points() == null ? 0 : it.points())
                .sum();
        if (Math.abs(wanted - effect) > 1e-6) {
            Origin last = own.stream()
                    .filter(each -> each.target().equals(target))
                    .map(ByHand::origin)
                    .reduce((one, other) -> other)
                    .orElseThrow();
            notes.accept(last.words() + Marks.text(wanted) + " points for " + target + " change its points by "
                    + Marks.text(effect) + " only: it has from 0 to " + Marks.text(most));
        }
    }
}
