package lockstep.grader.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.FeedbackReader;
import lockstep.grader.report.FeedbackWriter;
import lockstep.grader.report.OutputFile;
import lockstep.grader.report.SinceLastRun;
import lockstep.grader.report.StudentsCopy;

/**
 * The last feedback on each submission folder, so that the next run can tell what changed since.
 *
 * <p>It holds and compares what the student may see, so that no change tells of the rest. It is a convenience: what cannot be read counts as no run, and what cannot be written is left out.
 *
 * @param folder holds a document per submission folder
 */
record History(Path folder) {

    /** Returns the feedback with what changed since the last run of the same folder, and keeps it for the next one. */
    Feedback compared(Path submission, Feedback whole) {
        Feedback feedback = StudentsCopy.of(whole);
        Path file;
        try {
            file = folder.resolve(name(submission.toRealPath()) + ".json");
        } catch (IOException e) {
            return whole;
        }
        Optional<Feedback> last = last(file);
        try {
            OutputFile.write(
                    file,
                    FeedbackWriter.write(last.map(it -> together(it, feedback)).orElse(feedback)));
        } catch (OutputFile.UnwritableException e) {
            return whole;
        }
        return last.filter(it -> shareChecks(it, feedback))
                .map(it -> whole.since(SinceLastRun.between(it, feedback)))
                .orElse(whole);
    }

    private static Optional<Feedback> last(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(FeedbackReader.read(Files.readString(file)))
                    : Optional.empty();
        } catch (IOException | FeedbackReader.UnreadableFeedbackException e) {
            return Optional.empty();
        }
    }

    private static boolean shareChecks(Feedback one, Feedback other) {
        List<String> exercises =
                one.exercises().stream().map(ExerciseFeedback::id).toList();
        return other.exercises().stream().anyMatch(exercise -> exercises.contains(exercise.id()));
    }

    /** A run of one exercise must not forget the others. */
    private static Feedback together(Feedback last, Feedback now) {
        List<ExerciseFeedback> exercises = new ArrayList<>(now.exercises());
        List<String> graded = exercises.stream().map(ExerciseFeedback::id).toList();
        last.exercises().stream()
                .filter(exercise -> !graded.contains(exercise.id()))
                .forEach(exercises::add);
        return now.with(exercises);
    }

    private static String name(Path submission) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(submission.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
