package lockstep.grader.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Samples;
import lockstep.grader.report.Visibility;
import lockstep.grader.score.ScoringPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradingSchemeTest {

    private static final List<String> IDS =
            Samples.full().checks().map(check -> check.question().id()).toList();

    private static GradingScheme read(String text) throws GradingSchemeReader.InvalidException {
        return GradingSchemeReader.read("grading.yaml", text, IDS, ZoneId.of("Asia/Seoul"), note -> {});
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
                + "late:\n  per-day: 0.1\n  at-most: 0.5\n  budget: 3\n"
                + "zone: Europe/Berlin\n");

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
        assertThat(scheme.late())
                .isEqualTo(new GradingScheme.Late(
                        Instant.parse("2026-11-30T22:59:00Z"), ZoneId.of("Europe/Berlin"), 0.1, 0.5, 3));
        assertThat(scheme.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }

    @ParameterizedTest
    @CsvSource({
        "'deadline: 2026-11-30 23:59\nzone: Europe/Berlin', 2026-11-30T22:59:00Z, Europe/Berlin, false",
        "'deadline: 30.11.2026 23:59\nzone: Europe/Berlin', 2026-11-30T22:59:00Z, Europe/Berlin, false",
        "'deadline: 2026-11-30\nzone: Europe/Berlin', 2026-11-30T22:59:59Z, Europe/Berlin, false",
        "'deadline: 2026-11-30T23:59:00+01:00', 2026-11-30T22:59:00Z, +01:00, false",
        "'deadline: 2026-11-30T22:59:00Z\nzone: Europe/Berlin', 2026-11-30T22:59:00Z, Europe/Berlin, false",
        "'deadline: 2026-11-30 23:59', 2026-11-30T14:59:00Z, Asia/Seoul, true",
    })
    void the_zone_of_the_deadline_is_that_of_the_file_or_its_own_or_the_machines_which_is_told(
            String text, String deadline, String zone, boolean told) throws Exception {
        List<String> notes = new ArrayList<>();
        GradingScheme scheme = GradingSchemeReader.read("grading.yaml", text, IDS, ZoneId.of("Asia/Seoul"), notes::add);
        assertThat(scheme.late()).isEqualTo(new GradingScheme.Late(Instant.parse(deadline), ZoneId.of(zone), 0, 1, 0));
        assertThat(scheme.zone()).isEqualTo(ZoneId.of(zone));
        if (told) {
            assertThat(notes).singleElement().asString().contains("grading.yaml:1", "Asia/Seoul", "zone: ");
        } else {
            assertThat(notes).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // A submission, and how many calendar days in Berlin after the evening of 3 October it is.
        "2025-10-03T21:59:00Z, 0",
        "2025-10-03T21:59:00.999Z, 0",
        "2025-10-03T21:59:01Z, 1",
        "2025-10-03T22:00:00Z, 1",
        "2025-10-04T21:59:59Z, 1",
        "2025-10-04T22:00:00Z, 2",
        // Summer time ends on 26 October: that day has 25 hours.
        "2025-10-26T22:59:59Z, 23",
        "2025-10-26T23:00:00Z, 24",
    })
    void late_days_are_calendar_days_in_the_zone_of_the_deadline(String submittedAt, long days) {
        Instant deadline = Instant.parse("2025-10-03T21:59:00Z");
        GradingScheme.Late rule = new GradingScheme.Late(deadline, ZoneId.of("Europe/Berlin"), 0.1, 0.5, 0);
        assertThat(rule.days(deadline, Instant.parse(submittedAt))).isEqualTo(days);
    }

    @Test
    void midnight_is_the_end_of_the_day_before_and_late_days_cost_no_more_than_the_most() {
        Instant midnight = Instant.parse("2026-11-01T00:00:00Z");
        GradingScheme.Late rule = new GradingScheme.Late(midnight, ZoneOffset.UTC, 0.1, 0.25, 0);
        assertThat(rule.days(midnight, Instant.parse("2026-11-01T23:00:00Z"))).isEqualTo(1);
        assertThat(rule.days(midnight, Instant.parse("2026-11-02T00:00:01Z"))).isEqualTo(2);
        assertThat(rule.kept(1)).isEqualTo(0.9);
        assertThat(rule.kept(9)).isEqualTo(0.75);
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

    @Test
    void who_sees_what_is_said_by_exercise_kind_and_check_and_the_narrowest_name_decides() throws Exception {
        GradingScheme scheme = read("deadline: 2026-11-30T23:59:00Z\nvisibility:\n  poolmap: after-deadline\n"
                + "  poolmap.correctness: hidden\n  poolmap.correctness.threads-end: visible\n");

        Feedback before = scheme.shown(Samples.mixed(), false);
        assertThat(before.marks()).isEqualTo(Samples.mixed().marks());
        assertThat(visibility(before, "threadedsum.race.two-calls-at-once")).isNull();
        assertThat(visibility(before, "poolmap.race.two-maps-at-once")).isEqualTo(Visibility.AFTER_DEADLINE);
        assertThat(visibility(before, "poolmap.correctness.maps-in-order")).isEqualTo(Visibility.HIDDEN);
        assertThat(visibility(before, "poolmap.correctness.threads-end")).isNull();

        Feedback after = scheme.shown(Samples.mixed(), true);
        assertThat(visibility(after, "poolmap.race.two-maps-at-once")).isNull();
        assertThat(visibility(after, "poolmap.correctness.maps-in-order")).isEqualTo(Visibility.HIDDEN);
        assertThat(GradingScheme.OF_KIT.shown(Samples.mixed(), false)).isEqualTo(Samples.mixed());
    }

    @Test
    void what_is_hidden_until_a_deadline_that_nobody_knows_is_told() throws Exception {
        List<String> notes = new ArrayList<>();
        GradingSchemeReader.read(
                "grading.yaml", "visibility: {poolmap: after-deadline}", IDS, ZoneOffset.UTC, notes::add);
        assertThat(notes).singleElement().asString().startsWith("grading.yaml:1: visibility: without a deadline");
    }

    private static @Nullable Visibility visibility(Feedback feedback, String id) {
        return feedback.checks()
                .map(CheckFeedback::question)
                .filter(question -> question.id().equals(id))
                .findFirst()
                .orElseThrow()
                .visibility();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'visibility: {poolmapp: hidden}'|grading.yaml:1: visibility: \"poolmapp\" is no exercise, no kind of checks of one and no check (did you mean poolmap?)",
                "'visibility:\n  poolmap: secret'|grading.yaml:2: visibility.poolmap: visible, after-deadline or hidden expected, found \"secret\"",
                "weigths: {}|grading.yaml:1: no key is called \"weigths\" (did you mean weights?)",
                "'weights:\n  threadedsun: 3'|grading.yaml:2: weights: \"threadedsun\" is no exercise, no kind of checks of one and no check (did you mean threadedsum?); ./grade list --ids",
                "'weights: {race.two-maps-at-once: 1}'|grading.yaml:1: weights: \"race.two-maps-at-once\" is no exercise, no kind of checks of one and no check (did you mean poolmap.race.two-maps-at-once?)",
                "'exercises: [poolmapp]'|grading.yaml:1: exercises: no exercise is called \"poolmapp\" (did you mean poolmap?)",
                "'zone: Europe/Berlim'|grading.yaml:1: zone: a zone like Europe/Berlin or an offset like +09:00 expected, found \"Europe/Berlim\" (did you mean Europe/Berlin?)",
                "'deadline: 2026-11-30\nlate: {budget: 1.5}'|grading.yaml:2: late.budget: a whole number",
                "'weights:\n\n  threadedsum: much'|grading.yaml:3: weights.threadedsum: a number expected, found \"much\"",
                "'weights: {threadedsum: -1}'|grading.yaml:1: weights.threadedsum: a number from 0",
                "'a: 1\nexercises: [x]\n'|grading.yaml:1: no key",
                "'pending: award\nexercises: [x]\n'|grading.yaml:2: exercises: no exercise is called \"x\"",
                "'pending: maybe'|grading.yaml:1: pending: award or withhold expected",
                "'pending: award\npending: award'|grading.yaml:2: the file: \"pending\" is there twice",
                "'deadline: tomorrow'|grading.yaml:1: deadline: a time like 2025-10-03 23:58, perhaps with an offset (+0200), expected, found \"tomorrow\"",
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
