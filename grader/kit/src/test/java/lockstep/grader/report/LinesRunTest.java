package lockstep.grader.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.score.ExerciseResult;
import lockstep.grader.submission.SourceFile;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.CheckResult;
import lockstep.grader.verdict.Coverage;
import lockstep.grader.verdict.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinesRunTest {

    private static final Exercise EXERCISE = AllExercises.catalog().exercises().get(0);
    private static final String FILE = EXERCISE.stubPath();
    private static final SourceFile SOURCE = new SourceFile(FILE, "a\nb\nc\n}\ne\n\ng\nh\n");

    private static Coverage coverage(List<Integer> run, List<Integer> notRun) {
        return new Coverage(List.of(new Coverage.OfFile(FILE, run, notRun)));
    }

    /** The first check of each kind came to other lines than the rest. */
    private static @Nullable LinesRun linesRun(@Nullable Coverage first, @Nullable Coverage others) {
        List<CheckResult> results = EXERCISE.rubric().checks().stream()
                .map(check ->
                        new CheckResult(check.id(), Verdict.pass(), Duration.ZERO, coverage(check, first, others)))
                .toList();
        return LinesRun.of(new ExerciseResult(EXERCISE, ExerciseResult.Status.GRADED, null, results), List.of(SOURCE));
    }

    private static @Nullable Coverage coverage(CheckSpec check, @Nullable Coverage first, @Nullable Coverage others) {
        CheckKind kind = check.id().kind();
        if (kind != CheckKind.CORRECTNESS && kind != CheckKind.RACE) {
            return null;
        }
        return check.equals(EXERCISE.rubric().of(kind).get(0)) ? first : others;
    }

    @Test
    void a_line_has_run_if_any_check_came_to_it() {
        LinesRun lines =
                linesRun(coverage(List.of(1), List.of(2, 3, 5, 7, 8)), coverage(List.of(2), List.of(1, 3, 5, 7, 8)));
        assertThat(lines).isEqualTo(new LinesRun(2, 6, List.of(new LinesRun.Range(FILE, 3, 8))));
    }

    @Test
    void a_line_that_ran_parts_two_ranges_and_one_without_code_does_not() {
        assertThat(linesRun(coverage(List.of(1, 3), List.of(2, 5, 7, 8)), coverage(List.of(1), List.of(2, 3, 5, 7, 8))))
                .isEqualTo(new LinesRun(2, 6, List.of(new LinesRun.Range(FILE, 2, 2), new LinesRun.Range(FILE, 5, 8))));
    }

    @Test
    void lines_are_named_in_words() {
        LinesRun lines =
                new LinesRun(2, 6, List.of(new LinesRun.Range("a/B.java", 2, 2), new LinesRun.Range("a/B.java", 5, 8)));
        assertThat(lines.missed()).isEqualTo("lines 2 and 5-8 of B.java");
        assertThat(lines.words())
                .contains("ran lines 2 and 5-8 of B.java while")
                .contains("no fault");
        assertThat(new LinesRun(6, 6, List.of()).words()).isNull();
    }

    @Test
    void braces_alone_are_not_told() {
        Coverage all = coverage(List.of(1, 2, 3, 5, 7, 8), List.of(4));
        assertThat(linesRun(all, all)).isEqualTo(new LinesRun(6, 6, List.of()));
    }

    @Test
    void where_one_check_was_not_controlled_nothing_is_said() {
        assertThat(linesRun(coverage(List.of(1), List.of(2)), null)).isNull();
        assertThat(linesRun(null, coverage(List.of(1), List.of(2)))).isNull();
    }
}
