package lockstep.grader.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import lockstep.grader.report.Adjustment;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.FeedbackWriter;
import lockstep.grader.report.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

    private static List<String> words(Feedback before, Feedback after) {
        return Comparison.with(Map.of("alice", before), List.of(new ClassRun.GradedEntry("alice", named(after))))
                .changes()
                .stream()
                .map(Comparison.Change::words)
                .toList();
    }

    /** Students are compared by the name in their feedback. */
    private static Feedback named(Feedback feedback) {
        Feedback.HandedIn it = feedback.submission();
        return new Feedback(
                feedback.schema(),
                feedback.grader(),
                new Feedback.HandedIn(
                        "alice", it.sha256(), it.commit(), it.editedFiles(), it.remarks(), it.ignoredChanges()),
                feedback.runner(),
                feedback.marks(),
                feedback.exercises());
    }

    @Test
    void what_is_equal_is_not_told() {
        assertThat(words(Samples.mixed(), Samples.mixed())).isEmpty();
    }

    @Test
    void points_by_hand_for_a_whole_exercise_are_told() {
        Feedback before = Samples.full();
        Feedback after = before.with(before.exercises().stream()
                .map(exercise -> exercise.id().equals("poolmap")
                        ? exercise.with(exercise.checks(), List.of(new Adjustment(-5.0, "style")))
                        : exercise)
                .toList());
        assertThat(words(before, after))
                .containsExactly("from 400 to 395 of 400 points (poolmap: by hand nothing → -5: style)");
    }

    @Test
    void a_student_has_one_line_with_each_check_that_changed() {
        assertThat(words(Samples.full(), Samples.pending()))
                .singleElement()
                .asString()
                .startsWith("from 400 to 340 of 400 points (0 → 60 pending, ")
                .contains("threadedsum.speedup.wall-clock: PASSED → INCONCLUSIVE")
                .doesNotContain("\n");
    }

    @Test
    void other_weights_are_told_as_another_maximum_and_check_by_check() throws Exception {
        GradingScheme scheme = GradingSchemeReader.read(
                "grading.yaml",
                "weights: {poolmap.speedup.uneven: 20}",
                Samples.full().checks().map(check -> check.question().id()).toList(),
                ZoneOffset.UTC,
                note -> {});
        assertThat(words(Samples.full(), scheme.applied(Samples.full())))
                .containsExactly("from 400 to 410 of 410 points (the maximum changed from 400 to 410,"
                        + " poolmap.speedup.uneven: 10/10 → 20/20)");
    }

    @Test
    void an_exercise_that_is_in_one_report_only_is_told_once() {
        Feedback whole = Samples.full();
        List<ExerciseFeedback> one = whole.exercises().stream()
                .filter(exercise -> exercise.id().equals("poolmap"))
                .toList();
        assertThat(words(whole, whole.with(one)))
                .containsExactly("from 400 to 100 of 100 points (the maximum changed from 400 to 100,"
                        + " threadedsum: gone, processqueuesum: gone, lockedcounter: gone)");
        assertThat(words(whole.with(one), whole)).singleElement().asString().contains("lockedcounter: new");
    }

    @Test
    void points_by_hand_are_a_change_of_their_check() {
        Feedback before = Samples.full();
        Feedback after = before.with(before.exercises().stream()
                .map(exercise -> exercise.with(
                        exercise.checks().stream()
                                .map(check -> check.question().id().equals("poolmap.speedup.uneven")
                                        ? check.with(List.of(new Adjustment(-4.0, "no")))
                                        : check)
                                .toList(),
                        List.of()))
                .toList());
        assertThat(words(before, after))
                .containsExactly("from 400 to 396 of 400 points (poolmap.speedup.uneven: 10/10 → 6/10)");
    }

    @Test
    void who_is_in_one_report_only_is_told_with_the_points() {
        Comparison comparison = Comparison.with(
                Map.of("bob", Samples.full()),
                List.of(new ClassRun.GradedEntry("alice", Samples.full()), new ClassRun.UnusableEntry("bob", "empty")));
        assertThat(comparison.changes())
                .extracting(Comparison.Change::words)
                .containsExactly("is new, with 400 of 400 points", "has no points any more, had 400 of 400 points");
    }

    @Test
    void an_older_report_is_read_from_its_folder_and_a_damaged_one_is_told(@TempDir Path temp) throws Exception {
        write(temp.resolve("old/alice"), FeedbackWriter.write(Samples.full()));
        write(temp.resolve("old/erik"), FeedbackWriter.write(Samples.mixed()));

        Comparison comparison = Comparison.with(
                Comparison.read(temp.resolve("old")),
                List.of(
                        new ClassRun.GradedEntry("alice", Samples.full()),
                        new ClassRun.GradedEntry("erik", Samples.assemble("erik", List.of())),
                        new ClassRun.GradedEntry("fred", Samples.crashed())));
        assertThat(comparison.changes()).extracting(Comparison.Change::student).containsExactly("erik", "fred");
        assertThat(comparison.changes().get(0).words())
                .startsWith("from 165 to 0 of 0 points (the maximum changed from 400 to 0");

        write(temp.resolve("old/bob"), "{}");
        assertThatThrownBy(() -> Comparison.read(temp.resolve("old"))).hasMessageContaining("bob");
    }

    private static void write(Path folder, String document) throws IOException {
        Files.writeString(Files.createDirectories(folder).resolve("feedback.json"), document);
    }
}
