package lockstep.grader.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Samples;
import lockstep.grader.score.ScoringPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradingSchemeTest {

    private static final List<String> IDS =
            Samples.full().checks().map(check -> check.question().id()).toList();

    private static GradingScheme read(String text) throws GradingSchemeReader.InvalidException {
        return GradingSchemeReader.read("grading.yaml", text, IDS);
    }

    @Test
    void an_empty_file_is_the_kits_own_scheme_and_changes_nothing() throws Exception {
        assertThat(read("# nothing\n")).isEqualTo(GradingScheme.OF_KIT);
        assertThat(GradingScheme.OF_KIT.applied(Samples.mixed())).isEqualTo(Samples.mixed());
    }

    @Test
    void everything_can_be_said() throws Exception {
        GradingScheme scheme = read("exercises: [threadedsum, poolmap]\nweights:\n  threadedsum: 33.3\n"
                + "  poolmap.race: 10\n  poolmap.speedup.uneven: 1\npending: withhold\n"
                + "thresholds: {help: 0.4, similarity: 0.9}\ndeadline: 2026-11-30T23:59:00+01:00\n"
                + "late:\n  per-day: 0.1\n  at-most: 0.5\n");

        Feedback feedback = scheme.applied(Samples.full());

        assertThat(feedback.exercises()).extracting(ExerciseFeedback::id).containsExactly("threadedsum", "poolmap");
        assertThat(feedback.exercises().get(0).marks().maxScore()).isEqualTo(33.3);
        assertThat(feedback.exercises().get(1).marks().maxScore()).isEqualTo(10 + 15 + 15 + 10 + 20 + 1);
        assertThat(feedback.marks().score()).isEqualTo(feedback.marks().maxScore());
        assertThat(feedback.marks().maxScore()).isEqualTo(33.3 + 71);
        assertThat(feedback.grader().policy()).isEqualTo(ScoringPolicy.WITHHOLD);
        assertThat(feedback.checks())
                .allSatisfy(check -> assertThat(100 * check.worth().maxScore())
                        .isCloseTo(Math.rint(100 * check.worth().maxScore()), within(1e-6)));
        assertThat(scheme.thresholds().help()).isEqualTo(0.4);
        assertThat(scheme.late()).isNotNull();
    }

    @Test
    void weights_never_change_a_verdict() throws Exception {
        Feedback feedback = read("weights: {lockedcounter: 7}").applied(Samples.mixed());
        assertThat(feedback.checks().map(check -> check.verdict()))
                .containsExactlyElementsOf(
                        Samples.mixed().checks().map(check -> check.verdict()).toList());
        double sum =
                feedback.checks().mapToDouble(check -> check.worth().score()).sum();
        assertThat(feedback.marks().score()).isCloseTo(sum, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "weigths: {}|grading.yaml:1: no key is called \"weigths\"",
                "'weights:\n  threadedsun: 3'|grading.yaml:2: weights: \"threadedsun\"",
                "'weights:\n\n  threadedsum: much'|grading.yaml:3: weights.threadedsum: a number expected, found \"much\"",
                "'weights: {threadedsum: -1}'|grading.yaml:1: weights.threadedsum: a number from 0",
                "'a: 1\nexercises: [x]\n'|grading.yaml:1: no key",
                "'pending: award\nexercises: [x]\n'|grading.yaml:2: exercises: no exercise is called \"x\"",
                "'pending: maybe'|grading.yaml:1: pending: award or withhold expected",
                "'pending: award\npending: award'|grading.yaml:2: the file: \"pending\" is there twice",
                "'deadline: tomorrow'|grading.yaml:1: deadline: a time with its offset expected",
                "'late: {per-day: 0.1}'|grading.yaml:1: late: a deadline expected",
                "'- a'|grading.yaml:1: the file: keys with values expected",
                "'weights: [1, 2'|grading.yaml:1: ",
                "'pending: award\nx: &a [*a]'|grading.yaml: ",
            })
    void a_mistake_is_told_with_its_line(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(GradingSchemeReader.InvalidException.class)
                .hasMessageStartingWith(message);
    }
}
