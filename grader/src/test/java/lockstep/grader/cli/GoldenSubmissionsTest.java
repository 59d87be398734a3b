package lockstep.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.worker.CompilerProcess;
import lockstep.grader.worker.sandbox.Sandbox;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * Submissions with known faults and known virtues, graded end to end. {@code -Dgolden.only=REGEX} picks cases by
 * {@code slug/case}, {@code -Dgolden.times=N} repeats each.
 */
class GoldenSubmissionsTest {

    private static final Path SUBMISSIONS = Path.of("src/test/submissions");
    private static final int TRIES = 3;
    private static final int LANES = 3;
    private static final ExerciseCatalog CATALOG = ExerciseCatalog.ofKit();
    private static final Supplier<Sandbox> SANDBOX = IsolationOption.whenAsked(System.getenv());

    /** What is not timed goes side by side, and first: it waits for threads more than it computes. */
    @TestFactory
    Stream<DynamicNode> golden_submissions_get_the_verdicts_they_deserve() {
        List<Golden> all = CATALOG.exercises().stream()
                .flatMap(exercise -> cases(exercise, System.getProperty("golden.only", ".*")).stream()
                        .map(folder -> Golden.read(exercise, folder)))
                .toList();
        ExecutorService lanes = Executors.newFixedThreadPool(LANES);
        List<DynamicTest> untimed = all.stream()
                .filter(golden -> !golden.isTimed())
                .map(golden -> golden.test(resultOf(lanes.submit(golden::check))))
                .toList();
        lanes.shutdown();
        List<DynamicTest> timed = all.stream()
                .filter(Golden::isTimed)
                .map(golden -> golden.test(golden::check))
                .toList();
        return Stream.of(
                DynamicContainer.dynamicContainer("untimed", untimed),
                DynamicContainer.dynamicContainer("timed", timed));
    }

    private static Executable resultOf(Future<?> checked) {
        return () -> {
            try {
                checked.get();
            } catch (ExecutionException e) {
                throw e.getCause();
            }
        };
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
            throw new UncheckedIOException("the golden submissions of " + exercise.id(), e);
        }
    }

    /** A submission and what it must be answered with. */
    private record Golden(Exercise exercise, Path folder, Expectation expected) {

        static Golden read(Exercise exercise, Path folder) {
            try {
                return new Golden(exercise, folder, Expectation.read(folder.resolve("expected.txt")));
            } catch (IOException e) {
                throw new UncheckedIOException("the golden submission " + folder, e);
            }
        }

        boolean isTimed() {
            return expected.needs(CheckKind.SPEEDUP);
        }

        DynamicTest test(Executable body) {
            return DynamicTest.dynamicTest(exercise.id() + "/" + folder.getFileName(), body);
        }

        void check() {
            for (int i = 0; i < Integer.getInteger("golden.times", 1); i++) {
                checkOnce();
            }
        }

        /** A wrong verdict fails at once; one that a busy machine could not reach is tried again, and then not held up. */
        private void checkOnce() {
            List<String> undecided = List.of();
            for (int seed = 0; seed < TRIES; seed++) {
                Feedback feedback = grade(seed);
                Expectation.Differences differences = expected.differences(
                        feedback.exercises().get(0), feedback.runner().canaries() == Runner.Canaries.FAILED);
                assertThat(differences.wrong()).isEmpty();
                undecided = differences.undecided();
                if (undecided.isEmpty()) {
                    return;
                }
            }
            assertThat(undecided)
                    .as("races that were missed every time")
                    .noneMatch(text -> text.contains("found PASSED"));
            assumeThat(undecided).as("the machine is too busy to decide").isEmpty();
        }

        private Feedback grade(int seed) {
            Clock clock = Clock.systemUTC();
            Surroundings.Time time = new Surroundings.Time(clock, System::nanoTime);
            Grader.Graded graded;
            try (CompilerProcess compiler = CompilerProcess.start()) {
                List<Stage> stages = Kit.stages(compiler, clock, System::nanoTime, SANDBOX).stream()
                        .filter(stage -> expected.needs(stage.kind()))
                        .toList();
                Grader grader = Kit.grader(compiler, stages, time, Progress.silent(), SANDBOX);
                graded = grader.grade(new Grader.Order(
                        folder,
                        folder.toString(),
                        null,
                        List.of(exercise),
                        new RunSettings(seed, RunSettings.Budget.STANDARD),
                        ScoringPolicy.AWARD));
            }
            assertThat(graded).isInstanceOf(Grader.Done.class);
            return ((Grader.Done) graded).feedback();
        }
    }
}
