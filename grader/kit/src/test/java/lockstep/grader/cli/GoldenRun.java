package lockstep.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.check.RunSettings;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.pipeline.Cores;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Runner;
import org.junit.jupiter.api.DynamicTest;

/**
 * Golden submissions as tests, each graded end to end. {@code -Dgolden.only=REGEX} picks cases by {@code slug/case},
 * {@code -Dgolden.times=N} repeats each.
 */
final class GoldenRun implements AutoCloseable {

    private static final Path SUBMISSIONS = Path.of("src/test/submissions");
    private static final int TRIES = 3;

    private final EndToEnd grader = new EndToEnd(EndToEnd.sandbox("bwrap"), new Cores(EndToEnd.LANES));
    private final Set<String> undecided = ConcurrentHashMap.newKeySet();

    /**
     * Returns a test for each golden submission, and one that fails if too many of them remain undecided.
     *
     * <p>All ask for a core at once and are served in turn, so those that then ask for the whole machine come last.
     */
    Stream<DynamicTest> tests(Predicate<Golden> isAsked, int mostUndecided) {
        Stream<DynamicTest> goldens = AllExercises.catalog().exercises().stream()
                .flatMap(exercise -> goldens(exercise, System.getProperty("golden.only", ".*")).stream())
                .filter(isAsked)
                .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> check(golden)));
        return Stream.concat(
                SideBySide.on(Executors.newCachedThreadPool(), goldens),
                Stream.of(DynamicTest.dynamicTest(
                        "this machine decides nearly all",
                        () -> assertThat(undecided).hasSizeLessThanOrEqualTo(mostUndecided))));
    }

    /**
     * Returns the cases in order. By day a wrong one is asked where its faults are, and times are taken only where these
     * must be right, and for one other.
     */
    static List<Golden> goldens(Exercise exercise, String only) {
        List<Golden> all;
        try (Stream<Path> folders = Files.list(SUBMISSIONS.resolve(exercise.id().slug()))) {
            all = folders.sorted()
                    .map(folder -> Golden.read(exercise, folder))
                    .filter(golden -> golden.name().matches(only))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the golden submissions of " + exercise.id(), e);
        }
        if (Boolean.getBoolean("golden.nightly")) {
            return all;
        }
        List<Golden> byDay = all.stream().map(Golden::faultsOnly).toList();
        Optional<Golden> sample = byDay.stream().filter(Golden::isFastEnough).findFirst();
        return byDay.stream()
                .map(golden ->
                        golden.isForTheNight() && sample.filter(golden::equals).isEmpty() ? golden.untimed() : golden)
                .toList();
    }

    private void check(Golden golden) {
        for (int i = 0; i < Integer.getInteger("golden.times", 1); i++) {
            checkOnce(golden);
        }
    }

    /** A wrong verdict fails at once; one that a busy machine could not reach is tried again, and then counted. */
    private void checkOnce(Golden golden) {
        List<String> open = List.of();
        for (int seed = 0; seed < TRIES; seed++) {
            Feedback feedback = grader.grade(
                    golden.folder(), List.of(golden.exercise()), new RunSettings(seed, RunSettings.Budget.STANDARD));
            Expectation.Differences differences = golden.expected()
                    .differences(feedback.exercises().get(0), feedback.runner().canaries() == Runner.Canaries.FAILED);
            assertThat(differences.wrong()).as(golden.name()).isEmpty();
            open = differences.undecided();
            if (open.isEmpty()) {
                return;
            }
        }
        assertThat(open)
                .as(golden.name() + ": races that were missed every time")
                .noneMatch(text -> text.contains("found PASSED"));
        undecided.add(golden.name());
        assumeThat(open).as("the machine is too busy to decide").isEmpty();
    }

    @Override
    public void close() {
        grader.close();
    }
}
