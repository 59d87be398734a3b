package lockstep.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.check.Progress;
import lockstep.grader.check.RunSettings;
import lockstep.grader.check.Stage;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.Rubric;
import lockstep.grader.pipeline.Grader;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.FeedbackWriter;
import lockstep.grader.score.ScoringPolicy;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.worker.sandbox.Ladder;
import lockstep.grader.worker.sandbox.Rung;
import lockstep.grader.worker.sandbox.Sandbox;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Attacks that use allowed things only, graded end to end. {@code -Dattacks.isolation=MODE} picks a rung,
 * {@code -Dattacks.only=REGEX} picks attacks by name.
 */
class ContainedAttacksTest {

    private static final Path FOLDER = Path.of("src/test/submissions-attack");
    private static final Duration LONGEST = Duration.ofSeconds(150);
    private static final ExerciseCatalog CATALOG = ExerciseCatalog.ofKit();

    @TempDir
    private Path scratch;

    /**
     * A line of the table.
     *
     * @param checks alternatives, {@code kind.id} or {@code kind.*}
     */
    private record Attack(String name, String slug, boolean dangerous, List<String> checks, List<String> body) {

        boolean names(CheckSpec spec) {
            String id = spec.id().toString();
            return checks.stream()
                    .anyMatch(check -> check.endsWith("*")
                            ? id.startsWith(slug + "." + check.substring(0, check.length() - 1))
                            : id.equals(slug + "." + check));
        }

        /** Only what is asked for, so that the suite is quick; its ground is left out with the rest. */
        Exercise exercise() {
            Exercise whole = CATALOG.find(slug).orElseThrow();
            List<CheckSpec> all = whole.rubric().checks();
            List<CheckSpec> few = new ArrayList<>(List.of(all.get(0)));
            for (CheckSpec spec : all) {
                if (names(spec)) {
                    few.add(new CheckSpec(
                            spec.id(),
                            spec.title(),
                            spec.points(),
                            spec.advice(),
                            List.of(all.get(0).id()),
                            spec.probe()));
                }
            }
            return new Exercise(whole.id(), whole.title(), whole.stub(), whole.given(), new Rubric(few));
        }

        void write(Path folder) throws IOException {
            String template = Files.readString(FOLDER.resolve(slug + ".template"));
            String stub = CATALOG.find(slug).orElseThrow().stub().getSimpleName();
            Files.writeString(folder.resolve(stub + ".java"), template.formatted(String.join("\n", body)));
        }
    }

    @TestFactory
    Stream<DynamicTest> each_attack_costs_its_author_a_check_and_nobody_anything_else() throws IOException {
        Ladder ladder = Ladder.ofThisMachine(System.getenv().getOrDefault("PATH", ""));
        Rung from = Stream.of(Rung.values())
                .filter(rung -> rung.word().equals(System.getProperty("attacks.isolation", "bwrap")))
                .findFirst()
                .orElseThrow();
        Sandbox sandbox = ladder.best(from);
        String only = System.getProperty("attacks.only", ".*");
        return read().stream()
                .filter(attack -> attack.name().matches(only))
                .map(attack -> DynamicTest.dynamicTest(attack.name(), () -> check(attack, sandbox)));
    }

    private void check(Attack attack, Sandbox sandbox) throws Exception {
        assumeTrue(!attack.dangerous() || sandbox.rung().hidesFiles(), "nothing here contains it");
        Path folder = Files.createTempDirectory(scratch, attack.name());
        attack.write(folder);
        long before = System.nanoTime();
        Feedback feedback = grade(attack, folder, () -> sandbox);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - before);
        ExerciseFeedback exercise = feedback.exercises().get(0);
        assertThat(exercise.status()).isEqualTo(ExerciseFeedback.Status.GRADED);
        assertThat(exercise.checks()).anySatisfy(this::isExplainedFailure);
        assertThat(exercise.marks().score()).isLessThan(exercise.marks().maxScore());
        assertThat(FeedbackWriter.write(feedback)).hasSizeLessThan(500_000);
        assertThat(elapsed).isLessThan(LONGEST);
        expectNoProcessLeft();
    }

    private void isExplainedFailure(CheckFeedback check) {
        assertThat(check.verdict()).isEqualTo(Outcome.FAILED);
        assertThat(check.explanation().message()).isNotBlank();
        assertThat(check.evidence()).isNotEmpty();
    }

    private static void expectNoProcessLeft() throws InterruptedException {
        for (int i = 0;
                i < 50 && ProcessHandle.current().descendants().findAny().isPresent();
                i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    private static Feedback grade(Attack attack, Path folder, Supplier<Sandbox> sandbox) {
        Clock clock = Clock.systemUTC();
        List<Stage> stages = Kit.stages(clock, System::nanoTime, sandbox).stream()
                .filter(stage -> stage.kind() == CheckKind.STRUCTURE || stage.kind() == CheckKind.CORRECTNESS)
                .toList();
        Grader.Graded graded = Kit.grader(stages, clock, System::nanoTime, Progress.silent(), sandbox)
                .grade(new Grader.Order(
                        folder,
                        folder.toString(),
                        null,
                        List.of(attack.exercise()),
                        new RunSettings(1, RunSettings.Budget.QUICK),
                        ScoringPolicy.AWARD));
        assertThat(graded).isInstanceOf(Grader.Done.class);
        return ((Grader.Done) graded).feedback();
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
                String[] words = parts[1].replace(" ! ", " ").split(" ");
                attacks.add(new Attack(
                        parts[0],
                        words[0],
                        parts[1].contains(" ! "),
                        List.of(words[1].split("\\|")),
                        new ArrayList<>()));
            }
        }
        assertThat(attacks).hasSizeGreaterThan(30);
        return attacks;
    }
}
