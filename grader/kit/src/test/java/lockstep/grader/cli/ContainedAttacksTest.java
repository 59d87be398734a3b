package lockstep.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.FeedbackWriter;
import lockstep.grader.verdict.Outcome;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Attacks that use allowed things only, graded end to end. {@code -Dattacks.isolation=MODE} picks a rung,
 * {@code -Dattacks.only=REGEX} picks attacks by name.
 */
@Tag("alone")
class ContainedAttacksTest {

    private static final Path FOLDER = Path.of("src/test/submissions-attack");
    private static final Path SOLUTIONS = Path.of("../../solutions/src/main/java");
    private static final Duration LONGEST = Duration.ofSeconds(150);
    private static final ExerciseCatalog CATALOG = AllExercises.catalog();

    @AutoClose
    private final EndToEnd grader = new EndToEnd(System.getProperty("attacks.isolation", "bwrap"));

    @TempDir
    private Path scratch;

    /**
     * A line of the table.
     *
     * @param checks alternatives, {@code kind.id}
     */
    private record Attack(
            String name, String slug, boolean dangerous, boolean accompanied, List<String> checks, List<String> body) {

        /** The exercise under attack, and perhaps one that somebody has solved. */
        List<Exercise> exercises() {
            return accompanied ? List.of(attacked(), neighbour()) : List.of(attacked());
        }

        private Exercise attacked() {
            return only(slug, checks);
        }

        private Exercise neighbour() {
            return slug.equals("poolmap")
                    ? only("threadedsum", List.of("correctness.adds-up"))
                    : only("poolmap", List.of("correctness.maps-in-order"));
        }

        /** Only what is asked for, so that the suite is quick; its ground is left out with the rest. */
        private static Exercise only(String slug, List<String> checks) {
            Exercise whole = CATALOG.find(slug).orElseThrow();
            CheckSpec compiles = whole.rubric().checks().get(0);
            List<CheckSpec> few = new ArrayList<>(List.of(compiles));
            for (CheckSpec spec : whole.rubric().checks()) {
                if (checks.stream().anyMatch(check -> spec.id().toString().equals(slug + "." + check))) {
                    few.add(new CheckSpec(
                            spec.id(),
                            spec.title(),
                            spec.points(),
                            spec.advice(),
                            List.of(compiles.id()),
                            spec.probe()));
                }
            }
            assertThat(few).hasSize(checks.size() + 1);
            return EndToEnd.with(whole, few);
        }

        void write(Path folder) throws IOException {
            String template = Files.readString(FOLDER.resolve(slug + ".template"));
            String stub = CATALOG.find(slug).orElseThrow().stub().getSimpleName();
            Files.writeString(folder.resolve(stub + ".java"), template.formatted(String.join("\n", body)));
            if (accompanied) {
                String path = neighbour().stubPath();
                Files.copy(SOLUTIONS.resolve(path), folder.resolve(path.substring(path.lastIndexOf('/') + 1)));
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> each_attack_costs_its_author_a_check_and_nobody_anything_else() throws IOException {
        String only = System.getProperty("attacks.only", ".*");
        Stream<DynamicTest> attacks = read().stream()
                .filter(attack -> attack.name().matches(only))
                .map(attack -> DynamicTest.dynamicTest(attack.name(), () -> check(attack)));
        return Stream.concat(
                SideBySide.on(EndToEnd.threads(), attacks),
                Stream.of(DynamicTest.dynamicTest("nothing is left of any", grader::expectNoProcessLeft)));
    }

    private void check(Attack attack) throws IOException {
        assumeTrue(!attack.dangerous() || grader.sandbox().rung().hidesFiles(), "nothing here contains it");
        Path folder = Files.createTempDirectory(scratch, attack.name());
        attack.write(folder);
        long before = System.nanoTime();
        Feedback feedback = grader.grade(folder, attack.exercises());
        Duration elapsed = Duration.ofNanos(System.nanoTime() - before);
        ExerciseFeedback exercise = feedback.exercises().get(0);
        assertThat(exercise.status()).isEqualTo(ExerciseFeedback.Status.GRADED);
        assertThat(exercise.checks()).anySatisfy(this::isExplainedFailure);
        assertThat(exercise.marks().score()).isLessThan(exercise.marks().maxScore());
        if (attack.accompanied()) {
            ExerciseFeedback other = feedback.exercises().get(1);
            assertThat(other.marks().score())
                    .as("the neighbour's score")
                    .isEqualTo(other.marks().maxScore());
        }
        assertThat(FeedbackWriter.write(feedback)).hasSizeLessThan(500_000);
        assertThat(elapsed).isLessThan(LONGEST);
    }

    private void isExplainedFailure(CheckFeedback check) {
        assertThat(check.verdict()).isEqualTo(Outcome.FAILED);
        assertThat(check.explanation().message()).isNotBlank();
        assertThat(check.evidence()).isNotEmpty();
    }

    private static List<Attack> read() throws IOException {
        List<Attack> attacks = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve("contained.txt"))) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(" ")) {
                attacks.get(attacks.size() - 1).body().add(line);
            } else {
                String[] parts = line.split(": ", 2);
                List<String> words = List.of(parts[1].split(" "));
                attacks.add(new Attack(
                        parts[0],
                        words.get(0),
                        words.contains("!"),
                        words.contains("&"),
                        List.of(words.get(words.size() - 1).split("\\|")),
                        new ArrayList<>()));
            }
        }
        assertThat(attacks).hasSizeGreaterThan(30);
        return attacks;
    }
}
