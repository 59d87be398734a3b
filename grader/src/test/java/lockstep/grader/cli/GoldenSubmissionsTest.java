package lockstep.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.check.Progress;
import lockstep.grader.check.RunSettings;
import lockstep.grader.check.Stage;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.pipeline.Grader;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Runner;
import lockstep.grader.score.ScoringPolicy;
import lockstep.grader.worker.sandbox.Sandbox;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Submissions with known faults and known virtues, graded end to end. {@code -Dgolden.only=REGEX} picks cases by
 * {@code slug/case}, {@code -Dgolden.times=N} repeats each.
 */
class GoldenSubmissionsTest {

    private static final Path SUBMISSIONS = Path.of("src/test/submissions");
    private static final int TRIES = 3;
    private static final ExerciseCatalog CATALOG = ExerciseCatalog.ofKit();
    private static final Supplier<Sandbox> SANDBOX = IsolationOption.whenAsked(System.getenv());

    @TestFactory
    Stream<DynamicNode> golden_submissions_get_the_verdicts_they_deserve() {
        return CATALOG.exercises().stream()
                .map(exercise -> DynamicContainer.dynamicContainer(
                        exercise.id().slug(),
                        cases(exercise, System.getProperty("golden.only", ".*")).stream()
                                .map(folder -> test(exercise, folder))));
    }

    @Test
    void every_exercise_has_correct_and_wrong_submissions() throws IOException {
        for (Exercise exercise : CATALOG.exercises()) {
            int wrong = 0;
            List<Path> cases = cases(exercise, ".*");
            for (Path folder : cases) {
                wrong += Expectation.read(folder.resolve("expected.txt")).demandsFailure() ? 1 : 0;
            }
            assertThat(wrong).as("wrong " + exercise.id()).isGreaterThanOrEqualTo(10);
            assertThat(cases.size() - wrong).as("correct " + exercise.id()).isGreaterThanOrEqualTo(3);
        }
    }

    private static List<Path> cases(Exercise exercise, String only) {
        try (Stream<Path> folders = Files.list(SUBMISSIONS.resolve(exercise.id().slug()))) {
            return folders.filter(folder -> (exercise.id() + "/" + folder.getFileName()).matches(only))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("the golden submissions of " + exercise.id(), e);
        }
    }

    private static DynamicTest test(Exercise exercise, Path folder) {
        return DynamicTest.dynamicTest(folder.getFileName().toString(), () -> {
            Expectation expected = Expectation.read(folder.resolve("expected.txt"));
            for (int i = 0; i < Integer.getInteger("golden.times", 1); i++) {
                check(exercise, folder, expected);
            }
        });
    }

    /** A wrong verdict fails at once; one that a busy machine could not reach is tried again, and then not held up. */
    private static void check(Exercise exercise, Path folder, Expectation expected) {
        List<String> undecided = List.of();
        for (int seed = 0; seed < TRIES; seed++) {
            Feedback feedback = grade(exercise, folder, expected, seed);
            Expectation.Differences differences = expected.differences(
                    feedback.exercises().get(0), feedback.runner().canaries() == Runner.Canaries.FAILED);
            assertThat(differences.wrong()).isEmpty();
            undecided = differences.undecided();
            if (undecided.isEmpty()) {
                return;
            }
        }
        assertThat(undecided).as("races that were missed every time").noneMatch(text -> text.contains("found PASSED"));
        assumeThat(undecided).as("the machine is too busy to decide").isEmpty();
    }

    private static Feedback grade(Exercise exercise, Path folder, Expectation expected, int seed) {
        Clock clock = Clock.systemUTC();
        List<Stage> stages = Kit.stages(clock, System::nanoTime, SANDBOX).stream()
                .filter(stage -> expected.needs(stage.kind()))
                .toList();
        Grader grader = Kit.grader(stages, clock, System::nanoTime, Progress.silent(), SANDBOX);
        Grader.Graded graded = grader.grade(new Grader.Order(
                folder,
                folder.toString(),
                null,
                List.of(exercise),
                new RunSettings(seed, RunSettings.Budget.STANDARD),
                ScoringPolicy.AWARD));
        assertThat(graded).isInstanceOf(Grader.Done.class);
        return ((Grader.Done) graded).feedback();
    }
}
