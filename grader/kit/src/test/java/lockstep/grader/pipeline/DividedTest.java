package lockstep.grader.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.check.Progress;
import lockstep.grader.check.RunSettings;
import lockstep.grader.check.Stage;
import lockstep.grader.compile.CompiledSubmission;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.CheckResult;
import lockstep.grader.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DividedTest {

    private static final Exercise COUNTER =
            AllExercises.catalog().find("lockedcounter").orElseThrow();
    private static final List<CheckSpec> CHECKS = COUNTER.rubric().of(CheckKind.RACE);

    /** Passes all checks, once so many parts are being asked. */
    private record Meeting(CyclicBarrier parts, Queue<List<CheckSpec>> asked) implements Stage {

        Meeting(int parts) {
            this(new CyclicBarrier(parts), new ConcurrentLinkedQueue<>());
        }

        @Override
        public CheckKind kind() {
            return CheckKind.RACE;
        }

        @Override
        public boolean needsWholeMachine() {
            return false;
        }

        @Override
        public List<CheckResult> judge(
                CompiledSubmission submission, List<CheckSpec> checks, RunSettings settings, Progress progress) {
            asked.add(checks);
            try {
                parts.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return checks.stream()
                    .map(check -> new CheckResult(check.id(), Verdict.pass(), Duration.ZERO))
                    .toList();
        }
    }

    private static List<CheckResult> judge(Stage stage, int works) {
        Cores cores = new Cores(works);
        CompiledSubmission submission =
                new CompiledSubmission(COUNTER, Path.of("classes"), Path.of("given"), List.of());
        RunSettings settings = new RunSettings(1, RunSettings.Budget.QUICK);
        Callable<List<CheckResult>> work =
                () -> new Divided(stage, cores).judge(submission, CHECKS, settings, Progress.silent());
        return cores.sideBySide(List.of(work)).get(0);
    }

    @Test
    void an_idle_core_takes_its_part_and_the_answers_keep_their_order() {
        Meeting stage = new Meeting(2);
        assertThat(judge(stage, 4))
                .extracting(CheckResult::id)
                .isEqualTo(CHECKS.stream().map(CheckSpec::id).toList());
        assertThat(stage.asked()).hasSize(2).allMatch(part -> part.size() >= CHECKS.size() / 2);
        assertThat(stage.asked().stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(CHECKS);
    }

    @Test
    void without_an_idle_core_nothing_is_divided() {
        Meeting stage = new Meeting(1);
        assertThat(judge(stage, 2)).hasSameSizeAs(CHECKS);
        assertThat(stage.asked()).containsExactly(CHECKS);
    }

    @Test
    void no_part_is_so_small_that_its_worker_is_hardly_worth_it() {
        Meeting stage = new Meeting(1);
        judge(stage, 200);
        assertThat(stage.asked()).hasSize(CHECKS.size() / 2).allMatch(part -> part.size() >= 2);
    }
}
