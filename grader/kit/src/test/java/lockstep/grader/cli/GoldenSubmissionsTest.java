package lockstep.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.exercise.Exercise;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Submissions with known faults and known virtues: those that need no clock. */
class GoldenSubmissionsTest {

    @AutoClose
    private final GoldenRun run = new GoldenRun();

    @TestFactory
    Stream<DynamicTest> golden_submissions_get_the_verdicts_they_deserve() {
        return run.tests(golden -> !golden.isTimed(), 1);
    }

    @Test
    void every_exercise_has_correct_and_wrong_submissions() {
        for (Exercise exercise : ExerciseCatalog.load().exercises()) {
            List<Golden> all = GoldenRun.goldens(exercise, ".*");
            long wrong = all.stream()
                    .filter(golden -> golden.expected().demandsFailure())
                    .count();
            assertThat(wrong).as("wrong " + exercise.id()).isGreaterThanOrEqualTo(10);
            assertThat(all.size() - wrong).as("correct " + exercise.id()).isGreaterThanOrEqualTo(3);
            assertThat(all).as("timed and fast enough").anyMatch(Golden::isFastEnough);
        }
    }
}
