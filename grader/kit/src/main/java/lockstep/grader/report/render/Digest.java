package lockstep.grader.report.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Marks;
import lockstep.grader.report.Runner;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Outcome;
import org.jspecify.annotations.Nullable;

/** What every form of output says about a submission as a whole. */
record Digest(Feedback feedback) {

    /** A failed check within its exercise. */
    record Failure(ExerciseFeedback exercise, CheckFeedback check) {}

    /**
     * Undecided checks of one exercise with the same reason, whatever numbers it names.
     *
     * @param reason in the words of the first of them
     */
    record Undecided(List<CheckFeedback> checks, String reason) {

        double pending() {
            return checks.stream().mapToDouble(CheckFeedback::pending).sum();
        }

        /** Returns whether the grader failed, and not the machine. */
        boolean fault() {
            return checks.get(0).verdict() == Outcome.ERRORED;
        }

        String titles() {
            return checks.stream().map(check -> check.question().title()).collect(Collectors.joining(", "));
        }
    }

    /** Returns the exercise's undecided checks by reason. */
    static List<Undecided> undecided(ExerciseFeedback exercise) {
        Map<String, List<CheckFeedback>> byReason = exercise.checks().stream()
                .filter(CheckFeedback::undecided)
                .collect(Collectors.groupingBy(
                        check -> check.verdict()
                                + String.valueOf(check.explanation().message()).replaceAll("\\d[\\d.,]*", "#"),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return byReason.values().stream()
                .map(checks -> new Undecided(
                        checks, String.valueOf(checks.get(0).explanation().message())))
                .toList();
    }

    /** Returns the failed checks: first what keeps an exercise from being run at all, then as they were asked. */
    List<Failure> failures() {
        return feedback.exercises().stream()
                .flatMap(exercise -> exercise.with(Outcome.FAILED).map(check -> new Failure(exercise, check)))
                .sorted(Comparator.comparing(
                        failure -> failure.exercise().status() != ExerciseFeedback.Status.REJECTED))
                .toList();
    }

    /** Returns what is wrong, in the order in which to mend it. */
    List<Cause> causes() {
        return feedback.exercises().stream()
                .flatMap(exercise -> Cause.of(exercise).stream())
                .sorted(Cause.ORDER)
                .toList();
    }

    /** Returns what to fix first; nothing where no failure may be shown or costs anything. */
    Optional<Cause> first() {
        return causes().stream()
                .filter(cause -> cause.check().question().shown() && cause.lost() > 0)
                .findFirst();
    }

    /** Returns whether nothing at all was handed in. */
    boolean nothingWritten() {
        return feedback.exercises().stream()
                .allMatch(exercise -> exercise.status() == ExerciseFeedback.Status.NOT_SUBMITTED);
    }

    /** Returns one sentence that tells how it went. */
    String headline() {
        long failed = failures().size();
        long unwritten = feedback.exercises().stream()
                .filter(it -> it.status() == ExerciseFeedback.Status.NOT_SUBMITTED)
                .count();
        if (nothingWritten()) {
            return "Not written yet. Each exercise's README tells the task.";
        } else if (feedback.marks().full()) {
            return failed == 0
                    ? "Full marks: every check passed."
                    : "Full marks, though " + Numbers.plural(failed, "check") + " failed.";
        } else if (failed > 0) {
            int causes = causes().size();
            return Numbers.plural(failed, "check") + " failed"
                    + (causes < failed ? ", for " + Numbers.plural(causes, "cause") : "") + ".";
        } else if (feedback.marks().score() + feedback.marks().pending()
                >= feedback.marks().maxScore()) {
            return "No check failed; some could not be decided.";
        } else if (unwritten > 0) {
            return "No check failed; " + Numbers.plural(unwritten, "exercise") + " not written yet.";
        } else {
            return "Some checks could not be asked.";
        }
    }

    /** Returns what pending points mean; null where there are none. */
    @Nullable
    String pending() {
        double pending = feedback.marks().pending();
        if (pending == 0) {
            return null;
        }
        double counted = feedback.settled() - feedback.marks().score();
        String settled = counted >= pending
                ? "they count"
                : counted <= 0 ? "none counts" : Marks.text(counted) + " of them count";
        return Numbers.points(pending) + (pending == 1 ? " is" : " are")
                + " pending, neither earned nor lost: the checks could not be decided here, which is not your fault."
                + " Another run may decide them. Where only one number can be shown, " + settled + " as earned.";
    }

    /** Returns what the grader itself failed at; null where it did not. */
    @Nullable
    String fault() {
        long errored = feedback.checks()
                .filter(check -> check.verdict() == Outcome.ERRORED)
                .count();
        return errored == 0
                ? null
                : "The grader itself failed at " + Numbers.plural(errored, "check")
                        + ", which is not your fault: show this to whoever teaches you. Nothing is awarded for "
                        + (errored == 1 ? "it" : "them") + " before it is mended.";
    }

    /** Returns what this run cannot have noticed. */
    List<String> notSeen() {
        List<String> notes = new ArrayList<>();
        if (feedback.checks()
                .anyMatch(it -> it.question().kind() == CheckKind.RACE && it.verdict() == Outcome.PASSED)) {
            notes.add("A race check that passed saw nothing wrong in the interleavings that it ran."
                    + " That is no proof: a rare one may not have come up.");
        }
        long skipped = feedback.exercises().stream()
                .filter(exercise -> exercise.status() != ExerciseFeedback.Status.NOT_SUBMITTED)
                .mapToLong(exercise -> exercise.with(Outcome.SKIPPED).count())
                .sum();
        if (skipped > 0) {
            notes.add(Numbers.plural(skipped, "check")
                    + (skipped == 1
                            ? " was not asked, because something before it must be right first."
                            : " were not asked, because something before them must be right first."));
        }
        switch (feedback.runner().canaries()) {
            case PASSED, NOT_RUN -> {}
            case FAILED -> notes.add("On this machine the grader did not catch code that is known to be wrong.");
        }
        if (feedback.runner().isolation().mode().equals("none") && !nothingWritten()) {
            notes.add("The code ran without isolation: only run code that you trust like this.");
        }
        if (!feedback.submission().ignoredChanges().isEmpty()) {
            notes.add("Changed, but not graded: "
                    + String.join(", ", feedback.submission().ignoredChanges()) + ".");
        }
        return notes;
    }

    /** Returns one line on the grader, the machine and the seed. */
    String origin() {
        Runner runner = feedback.runner();
        return String.format(
                Locale.ROOT,
                "Lockstep %s · %s · %s, %s · JDK %s · seed %s · %s",
                feedback.grader().version(),
                runner.host().os(),
                runner.host().cpu(),
                Numbers.plural(runner.host().cores(), "core"),
                runner.host().jdk(),
                feedback.grader().seed(),
                Numbers.seconds(runner.elapsedMillis()));
    }

    /** Returns the exercise's measured time in a few words; null where none was measured. */
    static @Nullable String speed(ExerciseFeedback exercise) {
        return exercise.checks().stream()
                .flatMap(check -> check.evidence().stream())
                .filter(Evidence.Timing.class::isInstance)
                .map(Evidence.Timing.class::cast)
                .findFirst()
                .map(it -> Numbers.times(it.ratio().ratio()) + " over one thread, required "
                        + Numbers.times(it.required()))
                .orElse(null);
    }

    /** Returns why the exercise was not graded; null where it was, and where a failed check says it with more words. */
    static @Nullable String remark(ExerciseFeedback exercise) {
        boolean said = exercise.status() == ExerciseFeedback.Status.REJECTED
                && exercise.with(Outcome.FAILED).findAny().isPresent();
        return said ? null : exercise.remark();
    }

    /** Returns the kind as people write it. */
    static String word(CheckKind kind) {
        return kind.word();
    }

    /** Returns the outcome in a word to a student. */
    static String word(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "passed";
            case FAILED -> "failed";
            case INCONCLUSIVE -> "pending";
            case ERRORED -> "the grader failed";
            case SKIPPED -> "not asked";
        };
    }
}
