package lockstep.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Samples;
import lockstep.grader.report.Visibility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

    @TempDir
    Path temp;

    private Path submission;
    private History history;

    @BeforeEach
    void a_submission() throws IOException {
        submission = Files.createDirectories(temp.resolve("work"));
        history = new History(temp.resolve("history"));
    }

    private static Feedback only(Feedback feedback, String exercise) {
        List<ExerciseFeedback> one = feedback.exercises().stream()
                .filter(it -> it.id().equals(exercise))
                .toList();
        return feedback.with(one);
    }

    private static String words(Feedback feedback) {
        return Objects.requireNonNull(feedback.sinceLastRun()).words();
    }

    @Test
    void the_first_run_has_nothing_to_be_compared_with_and_the_next_one_has() throws IOException {
        assertThat(history.compared(submission, Samples.mixed()).sinceLastRun()).isNull();
        assertThat(words(history.compared(submission, Samples.full())))
                .startsWith("+")
                .contains("mended");
        assertThat(words(history.compared(submission, Samples.full()))).isEqualTo("no change");
        Path other = Files.createDirectories(temp.resolve("other"));
        assertThat(history.compared(other, Samples.full()).sinceLastRun()).isNull();
        assertThat(words(history.compared(temp.resolve("other/../work"), Samples.full())))
                .isEqualTo("no change");
    }

    @Test
    void no_change_names_a_mistake_that_students_may_not_see() {
        UnaryOperator<Feedback> hidden = feedback -> Samples.shown(feedback, Visibility.HIDDEN, check -> true);
        history.compared(submission, hidden.apply(Samples.full()));
        Feedback compared = history.compared(submission, hidden.apply(Samples.mixed()));

        assertThat(words(compared))
                .contains("new: threadedsum.structure.own-threads")
                .doesNotContain("S1");
        assertThat(compared.checks().flatMap(check -> check.evidence().stream()))
                .isNotEmpty();
        assertThat(words(history.compared(submission, Samples.mixed()))).contains("new: S16");
    }

    @Test
    void a_run_of_one_exercise_is_compared_by_itself_and_forgets_no_other() {
        history.compared(submission, Samples.mixed());
        assertThat(words(history.compared(submission, only(Samples.mixed(), "poolmap"))))
                .isEqualTo("no change");
        assertThat(words(history.compared(submission, Samples.mixed()))).isEqualTo("no change");
    }

    @Test
    void a_damaged_history_counts_as_none() throws IOException {
        history.compared(submission, Samples.mixed());
        try (Stream<Path> files = Files.list(temp.resolve("history"))) {
            for (Path file : files.toList()) {
                Files.writeString(file, "{");
            }
        }
        assertThat(history.compared(submission, Samples.full()).sinceLastRun()).isNull();
        assertThat(words(history.compared(submission, Samples.full()))).isEqualTo("no change");
    }
}
