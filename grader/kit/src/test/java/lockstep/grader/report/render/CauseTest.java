package lockstep.grader.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Samples;
import lockstep.grader.score.ExerciseResult;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.SourceLocation;
import lockstep.grader.verdict.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CauseTest {

    private static final String FILE = "lockstep/lockedcounter/LockedCounter.java";

    private static Verdict failed(@Nullable String mistake, @Nullable Integer line, Evidence... more) {
        List<Evidence> evidence =
                more.length > 0 ? List.of(more) : List.of(new Evidence.Counterexample("call", "right", "wrong"));
        return Samples.failed(
                "It is wrong.",
                new Advice("why", "hint", mistake),
                line == null ? null : new SourceLocation(FILE, line),
                evidence.toArray(Evidence[]::new));
    }

    private static List<Cause> causes(Map<String, Verdict> verdicts) {
        ExerciseFeedback exercise = Samples.assemble(
                        "x",
                        List.of(Samples.graded(
                                Samples.LOCKED_COUNTER, ExerciseResult.Status.GRADED, null, verdicts, Verdict.pass())))
                .exercises()
                .get(0);
        return Cause.of(exercise);
    }

    private static List<String> words(List<Cause> causes) {
        return causes.stream()
                .map(cause -> cause.check().question().id().replaceAll(".*\\.", "") + "+"
                        + cause.others().size() + " " + (int) cause.lost())
                .toList();
    }

    @Test
    void a_mistake_is_one_cause_wherever_it_shows() {
        assertThat(words(causes(Map.of(
                        "counts", failed("C1", 3),
                        "increment-increment", failed("C1", 4),
                        "increment-get", failed("C3", 4)))))
                .containsExactly("counts+1 50", "increment-get+0 20");
    }

    @Test
    void a_line_is_one_cause_where_a_mistake_is_not_known_of_both() {
        assertThat(words(causes(Map.of("counts", failed(null, 3), "increment-increment", failed("C1", 3)))))
                .containsExactly("increment-increment+1 50");
    }

    @Test
    void a_failure_that_costs_nothing_is_not_the_first_thing_to_fix() {
        Feedback all = Samples.oneCause();
        Feedback free = all.with(all.exercises().stream()
                .map(exercise -> exercise.with(
                        exercise.checks().stream()
                                .map(check -> new CheckFeedback(
                                        check.question(),
                                        check.verdict(),
                                        new CheckFeedback.Worth(
                                                check.worth().score(),
                                                check.worth().score()),
                                        check.explanation(),
                                        check.evidence(),
                                        check.rerun()))
                                .toList(),
                        List.of()))
                .toList());

        assertThat(new Digest(free).first()).isEmpty();
        assertThat(new Digest(free).headline()).isEqualTo("Full marks, though 3 checks failed.");
        assertThat(new Digest(all).first()).isPresent();
    }

    @Test
    void two_mistakes_at_one_line_stay_two_causes() {
        assertThat(words(causes(Map.of(
                        "counts", failed("C3", 5),
                        "increment-increment", failed(null, 5),
                        "no-deadlock", failed("C8", 5)))))
                .containsExactly("counts+1 50", "no-deadlock+0 10");
    }

    @Test
    void another_line_of_the_same_mistake_is_named() {
        assertThat(causes(Map.of("counts", failed("C1", 3), "increment-increment", failed("C1", 9)))
                        .get(0)
                        .titles(title -> title))
                .isEqualTo("race: Two increments at once (line 9)");
    }

    @Test
    void where_a_method_begins_is_no_common_cause() {
        assertThat(words(causes(Map.of("counts", failed(null, null), "increment-increment", failed(null, null)))))
                .containsExactly("counts+0 30", "increment-increment+0 20");
    }

    @Test
    void the_check_with_the_steps_stands_for_the_others() {
        Evidence steps = new Evidence.Interleaving(List.of("A"), List.of(), "wrong", "0");

        assertThat(words(causes(Map.of("counts", failed("C1", 3), "no-deadlock", failed("C1", 4, steps)))))
                .containsExactly("no-deadlock+1 40");
    }

    @Test
    void what_was_not_asked_because_of_it_counts_for_it() {
        assertThat(Cause.of(Samples.oneCause().exercises().get(0)))
                .singleElement()
                .satisfies(cause -> assertThat(cause.lost()).isEqualTo(30 + 20 + 20 + 10));
    }

    @Test
    void right_comes_before_fast_and_what_is_known_before_what_is_not() {
        assertThat(words(causes(Map.of(
                        "throughput", failed("C20", 3),
                        "increment-increment", failed(null, null),
                        "counts", failed(null, null),
                        "no-deadlock", failed("C8", 5)))))
                .containsExactly("no-deadlock+0 10", "counts+0 30", "increment-increment+0 20", "throughput+0 10");
    }
}
