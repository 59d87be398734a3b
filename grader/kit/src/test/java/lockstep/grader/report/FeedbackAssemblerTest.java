package lockstep.grader.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import lockstep.grader.report.CheckFeedback.Explanation;
import lockstep.grader.score.ExerciseResult;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.SourceLocation;
import lockstep.grader.verdict.Verdict;
import org.junit.jupiter.api.Test;

class FeedbackAssemblerTest {

    private static final Evidence LEAK = new Evidence.Leak("threads", List.of("a"));

    @Test
    void a_findings_own_advice_comes_before_the_checks() {
        Explanation own = explained(Samples.failed("It leaks.", new Advice("own why", "own hint", "P2"), null, LEAK));
        Explanation checks = explained(Samples.failed("It leaks.", null, null, LEAK));

        assertThat(own.why()).isEqualTo("own why");
        assertThat(own.mistake()).isEqualTo("P2");
        assertThat(checks.why()).startsWith("What one thread does");
        assertThat(checks.mistake()).isNull();
    }

    @Test
    void a_path_of_the_machine_becomes_the_students_and_the_graders_own_lines_are_left_out() {
        SourceLocation absolute = new SourceLocation("/tmp/w1/lockstep/lockedcounter/LockedCounter.java", 5);
        SourceLocation graders = new SourceLocation("lockstep/grader/worker/child/WorkerMain.java", 5);

        assertThat(explained(Samples.failed("x", null, absolute, LEAK)).location())
                .isEqualTo(new SourceLocation("lockstep/lockedcounter/LockedCounter.java", 5));
        assertThat(explained(Samples.failed("x", null, graders, LEAK)).location())
                .isNull();
    }

    @Test
    void a_long_text_is_cut_visibly() {
        Verdict failed = Samples.failed(
                "m".repeat(3_000),
                null,
                null,
                new Evidence.Crash("exit", "child", 1, "early " + "o".repeat(7_407) + " late"),
                new Evidence.Leak("threads", Collections.nCopies(100, "t")));
        CheckFeedback check = check(failed);

        assertThat(check.explanation().message()).endsWith("m… 2,000 more characters");
        assertThat(((Evidence.Crash) check.evidence().get(0)).lastOutput())
                .startsWith("3,418 characters before …\n")
                .endsWith(" late");
        assertThat(((Evidence.Leak) check.evidence().get(1)).names())
                .hasSize(40)
                .endsWith("… 61 more");
    }

    @Test
    void an_undecided_check_says_why_and_keeps_its_points_pending() {
        CheckFeedback check = check(new Verdict.Inconclusive("Too noisy.", List.of()));

        assertThat(check.verdict()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(check.explanation().message()).isEqualTo("Too noisy.");
        assertThat(check.pending()).isEqualTo(30);
        assertThat(check.rerun().replay()).isNull();
    }

    @Test
    void a_passed_check_keeps_its_evidence() {
        Evidence timing = Samples.timing(1.9, 1.8, 2.0, 1.9);

        assertThat(check(new Verdict.Passed(List.of(timing))).evidence()).containsExactly(timing);
    }

    @Test
    void a_folder_with_odd_characters_is_quoted_in_the_replay_command() {
        assertThat(new ReplayCommand(new Named("", List.of()), "8f").of("poolmap"))
                .isEqualTo("./grade --only poolmap --seed 8f");
        assertThat(new ReplayCommand(new Named("../hand in", List.of()), "8f").of("poolmap"))
                .isEqualTo("./grade '../hand in' --only poolmap --seed 8f");
        assertThat(new ReplayCommand(new Named("$(x)'\nrm", List.of()), "8f").of("poolmap"))
                .startsWith("./grade '$(x)'\\''")
                .doesNotContain("\n");
    }

    private static Explanation explained(Verdict verdict) {
        return check(verdict).explanation();
    }

    private static CheckFeedback check(Verdict verdict) {
        ExerciseResult result = Samples.graded(
                Samples.LOCKED_COUNTER, ExerciseResult.Status.GRADED, null, Map.of("counts", verdict), Verdict.pass());
        return Samples.assemble("x", List.of(result))
                .checks()
                .filter(check -> check.question().id().endsWith(".counts"))
                .findFirst()
                .orElseThrow();
    }
}
