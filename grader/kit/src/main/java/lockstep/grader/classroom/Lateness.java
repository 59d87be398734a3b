package lockstep.grader.classroom;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.SubmissionTime;
import lockstep.grader.report.Timeliness;
import org.jspecify.annotations.Nullable;

/**
 * How late a submission is, under the rule and with the extensions that its student has.
 *
 * <p>Where the platform marks who is late, its mark decides whether somebody is, and a time only by how many days. The mark
 * is by the platform's own deadline: against an extension it says nothing, and the time alone counts.
 *
 * @param time one that nobody knows counts as in time, where no mark says otherwise
 * @param extensions until when single exercises are in time, by their slugs, and all others, by the empty one
 * @param free how many late days cost the student nothing
 */
public record Lateness(GradingScheme.Late rule, SubmissionTime time, Map<String, Instant> extensions, int free) {

    public Lateness {
        extensions = Map.copyOf(extensions);
    }

    /** Returns how many days late an exercise is. */
    long days(String exercise) {
        long byTime = byTime(exercise);
        if (time.mark() == null) {
            return byTime;
        }
        return switch (time.mark()) {
            case IN_TIME -> 0;
            case LATE -> isExtended(exercise) ? byTime : Math.max(1, byTime);
        };
    }

    private long byTime(String exercise) {
        return time.at() == null ? 0 : rule.days(end(exercise), time.at());
    }

    private boolean isExtended(String exercise) {
        return end(exercise).isAfter(rule.deadline());
    }

    private Instant end(String exercise) {
        Instant forAll = extensions.getOrDefault("", rule.deadline());
        Instant own = extensions.getOrDefault(exercise, forAll);
        return own.isAfter(forAll) ? own : forAll;
    }

    /** Returns feedback with what the rule makes of its points: as many days as its latest exercise that counts. */
    public Feedback applied(Feedback feedback) {
        long days = 0;
        double all = 0;
        double kept = 0;
        for (ExerciseFeedback exercise : feedback.exercises()) {
            if (exercise.status() != ExerciseFeedback.Status.NOT_SUBMITTED || exercise.hasByHand()) {
                long late = days(exercise.id());
                days = Math.max(days, late);
                double settled = exercise.settled(feedback.grader().policy());
                all += settled;
                kept += settled * rule.kept(Math.max(0, late - free));
            }
        }
        return feedback.late(Timeliness.of(
                time,
                days,
                Math.min(free, days),
                all == 0 ? 1 : kept / all,
                feedback.marks().score()));
    }

    /**
     * Returns what the instructor should know: whose time is a guess or unknown, and where the platform's mark and a time
     * differ.
     *
     * @param late by the names of the submissions
     */
    public static List<String> notes(List<ClassRun.Entry> entries, Map<String, Lateness> late) {
        Map<SubmissionTime.Source, List<String>> weak = new EnumMap<>(SubmissionTime.Source.class);
        List<String> notes = new ArrayList<>();
        for (ClassRun.Entry entry : entries) {
            Lateness lateness = late.get(entry.student());
            if (lateness != null && entry instanceof ClassRun.GradedEntry graded) {
                lateness.doubt(graded.feedback())
                        .ifPresent(doubt -> notes.add("late: " + entry.student() + ": " + doubt));
                SubmissionTime.Source source = lateness.time().source();
                if (lateness.time().mark() == null && (source.isGuess() || source == SubmissionTime.Source.UNKNOWN)) {
                    weak.computeIfAbsent(source, it -> new ArrayList<>()).add(entry.student());
                }
            }
        }
        weak.forEach((source, names) -> notes.add((source.isGuess()
                        ? "late: the time of submission is a guess, from " + source.words() + ": "
                        : "late: no time of submission is known, which counts as in time: ")
                + String.join("; ", names)));
        return notes;
    }

    private Optional<String> doubt(Feedback feedback) {
        Timeliness timeliness = feedback.timeliness();
        if (timeliness == null || time.mark() == null) {
            return Optional.empty();
        }
        long byTime = feedback.exercises().stream()
                .mapToLong(exercise -> byTime(exercise.id()))
                .max()
                .orElse(0);
        return Optional.ofNullable(doubt(time.mark(), byTime))
                .map(doubt -> doubt + ": counted as " + timeliness.days());
    }

    private @Nullable String doubt(SubmissionTime.Mark mark, long byTime) {
        String told = time.at() == null
                ? "no time of submission is known"
                : time.source().words() + " (" + time.at() + ") is "
                        + (byTime == 0 ? "in time" : byTime + (byTime == 1 ? " day" : " days") + " after the end");
        boolean late = mark == SubmissionTime.Mark.LATE;
        return late == byTime > 0 ? null : mark.words() + ", but " + told;
    }
}
