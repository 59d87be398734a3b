package lockstep.grader.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import lockstep.grader.check.RunSettings;
import lockstep.grader.classroom.AnswerStore;
import lockstep.grader.classroom.Found;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.submission.IntakeLimits;
import lockstep.grader.submission.IntakeOutcome;
import lockstep.grader.submission.Submission;
import lockstep.grader.submission.SubmissionReader;
import lockstep.grader.verdict.CheckKind;

/**
 * Under what name the feedback on a submission is kept: everything that it depends on but for the machine.
 *
 * @param kit what identifies the grader
 * @param kinds what is asked; the checks of all other kinds stay open
 * @param known names that have been worked out
 */
record ClassKeys(
        String kit,
        List<Exercise> exercises,
        RunSettings settings,
        Set<CheckKind> kinds,
        Map<Found.Handed, Optional<String>> known) {

    ClassKeys(String kit, List<Exercise> exercises, RunSettings settings, Set<CheckKind> kinds) {
        this(kit, exercises, settings, kinds, new ConcurrentHashMap<>());
    }

    /** Returns whether all kinds of checks are asked. */
    boolean asksAll() {
        return kinds.size() == CheckKind.values().length;
    }

    /** Returns the name; nothing where there is nothing to grade. */
    Optional<String> of(Found.Handed submission) {
        return known.computeIfAbsent(submission, this::read);
    }

    /** Returns why there is nothing to grade; empty where there is. */
    String problem(Found.Handed submission) {
        return intake(submission)
                .fold(read -> "", unusable -> unusable.problem().message());
    }

    private IntakeOutcome intake(Found.Handed submission) {
        return new SubmissionReader(exercises, IntakeLimits.standard()).read(submission.folder());
    }

    private Optional<String> read(Found.Handed submission) {
        return intake(submission)
                .fold(
                        read -> Optional.of(AnswerStore.key(parts(submission.student(), read.submission()))),
                        unusable -> Optional.empty());
    }

    private List<String> parts(String student, Submission submission) {
        List<String> parts = new ArrayList<>(List.of(
                kit, Long.toHexString(settings.seed()), settings.budget().name(), student, submission.sha256()));
        if (!asksAll()) {
            kinds.stream().sorted(Comparator.naturalOrder()).forEach(kind -> parts.add(kind.word()));
        }
        submission.parts().forEach((id, part) -> {
            parts.add(id.slug());
            // The sources are in the hash; of the other cases the words are all there is.
            parts.add(part instanceof Submission.Sources ? "sources" : part.toString());
        });
        parts.addAll(submission.remarks());
        parts.addAll(submission.ignoredChanges());
        return parts;
    }
}
