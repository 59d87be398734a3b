package lockstep.grader.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StudentsCopyTest {

    private static final Predicate<CheckFeedback> RACES =
            check -> check.question().kind() == CheckKind.RACE;

    static Stream<Feedback> samples() {
        return FeedbackJsonTest.samples();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void where_everything_is_visible_the_copy_is_the_whole(Feedback feedback) {
        assertThat(StudentsCopy.isWhole(feedback)).isTrue();
        assertThat(StudentsCopy.of(feedback)).isSameAs(feedback);
        assertThat(Samples.shown(feedback, Visibility.VISIBLE, check -> true)).isEqualTo(feedback);
    }

    @Test
    void why_the_others_were_not_asked_is_not_told_where_a_hidden_check_knows_it() {
        Feedback copy = StudentsCopy.of(Samples.shown(
                Samples.rejected(), Visibility.HIDDEN, check -> check.question().kind() == CheckKind.STRUCTURE));

        assertThat(Samples.rejected().checks().map(check -> check.explanation().message()))
                .contains("It does not compile.");
        assertThat(copy.checks().map(check -> check.explanation().message())).doesNotContain("It does not compile.");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void what_is_hidden_counts(Feedback feedback) {
        Feedback copy = StudentsCopy.of(Samples.shown(feedback, Visibility.HIDDEN, check -> true));

        assertThat(copy.marks()).isEqualTo(feedback.marks());
        assertThat(copy.settled()).isEqualTo(feedback.settled());
        assertThat(copy.checks().map(CheckFeedback::verdict))
                .isEqualTo(feedback.checks().map(CheckFeedback::verdict).toList());
        assertThat(copy.checks().map(CheckFeedback::worth))
                .isEqualTo(feedback.checks().map(CheckFeedback::worth).toList());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void of_a_hidden_check_nothing_is_left_that_was_found(Feedback feedback) {
        Feedback copy = StudentsCopy.of(Samples.shown(feedback, Visibility.HIDDEN, check -> true));

        assertThat(copy.checks()).allSatisfy(check -> {
            assertThat(check.evidence()).isEmpty();
            assertThat(check.rerun()).isEqualTo(new CheckFeedback.Rerun(null, 0));
            assertThat(check.explanation().location()).isNull();
            assertThat(check.explanation().mistake()).isNull();
            assertThat(Stream.of(
                                    check.explanation().message(),
                                    check.explanation().why(),
                                    check.explanation().hint())
                            .filter(Objects::nonNull))
                    .isSubsetOf(
                            "What this check found is not shown.",
                            "It counts all the same.",
                            "Hold your code against each sentence of the exercise's contract.");
        });
        assertThat(copy.exercises())
                .allSatisfy(exercise -> assertThat(exercise.linesRun()).isNull());
    }

    @Test
    void what_is_not_hidden_stays_as_it_is() {
        Feedback feedback = Samples.shown(Samples.mixed(), Visibility.AFTER_DEADLINE, RACES);
        Feedback copy = StudentsCopy.of(feedback);

        assertThat(copy.checks().filter(RACES.negate()))
                .isEqualTo(feedback.checks().filter(RACES.negate()).toList());
        assertThat(copy.checks().filter(RACES).filter(check -> check.verdict() == Outcome.FAILED))
                .isNotEmpty()
                .allMatch(check -> "What this check found is shown after the deadline."
                        .equals(check.explanation().message()));
    }

    @Test
    void why_an_exercise_was_rejected_is_told_unless_the_check_that_says_so_is_hidden() {
        Feedback races = StudentsCopy.of(Samples.shown(Samples.rejected(), Visibility.HIDDEN, RACES));
        Feedback all = StudentsCopy.of(Samples.shown(Samples.rejected(), Visibility.HIDDEN, check -> true));

        assertThat(remarks(races)).contains("It does not compile, so nothing could be run.");
        assertThat(remarks(all)).contains("It could not be graded to its end; why is not shown.");
        assertThat(remarks(all)).doesNotContain("It does not compile, so nothing could be run.");
    }

    @Test
    void of_a_fault_of_the_graders_in_a_hidden_check_no_word_is_told() {
        Feedback copy = StudentsCopy.of(Samples.shown(Samples.openGround(), Visibility.HIDDEN, check -> true));

        assertThat(remarks(copy)).noneMatch(remark -> remark.contains("compiling it broke"));
    }

    private static List<String> remarks(Feedback feedback) {
        return feedback.exercises().stream()
                .map(exercise -> String.valueOf(exercise.remark()))
                .toList();
    }
}
