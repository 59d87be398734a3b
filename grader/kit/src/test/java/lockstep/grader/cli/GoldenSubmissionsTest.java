package lockstep.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.pack.Mutant;
import lockstep.grader.verdict.CheckKind;
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

    /** How many changes of the solution are declared to break something. */
    private static long mutants(Exercise exercise) throws IOException {
        Path declared = Path.of("src/test/mutants", exercise.id().slug() + ".txt");
        if (!Files.exists(declared)) {
            return 0;
        }
        String solution =
                Files.readString(Path.of("../../solutions/src/main/java").resolve(exercise.stubPath()));
        return Mutant.read(Files.readString(declared), exercise.stub().getSimpleName(), solution).stream()
                .filter(mutant -> !mutant.isSound())
                .count();
    }

    @Test
    void every_exercise_has_correct_and_wrong_submissions() throws IOException {
        for (Exercise exercise : AllExercises.catalog().exercises()) {
            List<Golden> all = GoldenRun.goldens(exercise, ".*");
            long wrong = all.stream()
                    .filter(golden -> golden.expected().demandsFailure())
                    .count();
            assertThat(wrong + mutants(exercise)).as("wrong " + exercise.id()).isGreaterThanOrEqualTo(12);
            assertThat(all.size() - wrong).as("correct " + exercise.id()).isGreaterThanOrEqualTo(3);
            if (exercise.rubric().maxScore(CheckKind.SPEEDUP) > 0) {
                assertThat(all).as("timed and fast enough").anyMatch(Golden::isFastEnough);
            }
        }
    }
}
