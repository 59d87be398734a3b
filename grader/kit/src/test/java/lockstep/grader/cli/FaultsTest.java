package lockstep.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.check.Progress;
import lockstep.grader.check.RunSettings;
import lockstep.grader.check.Stage;
import lockstep.grader.compile.CompiledSubmission;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.pipeline.Cores;
import lockstep.grader.pipeline.Grader;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.ExerciseFeedback.Status;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.FeedbackReader;
import lockstep.grader.report.Named;
import lockstep.grader.score.ScoringPolicy;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.CheckResult;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.Verdict;
import lockstep.grader.worker.CompilerProcess;
import lockstep.grader.worker.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What breaks the grader over one exercise costs that one, and earns nothing there. */
class FaultsTest {

    private static final Path SOLUTIONS = Path.of("../../solutions");
    private static final String POISONED = "lockedcounter";

    @TempDir
    Path temp;

    /** Passes all checks of its kind, but breaks over one exercise. */
    private record Breaking(CheckKind kind, boolean needsWholeMachine) implements Stage {
        @Override
        public List<CheckResult> judge(
                CompiledSubmission submission, List<CheckSpec> checks, RunSettings settings, Progress progress) {
            if (submission.exercise().id().slug().equals(POISONED)) {
                throw new StackOverflowError();
            }
            return checks.stream()
                    .map(check -> new CheckResult(check.id(), Verdict.pass(), Duration.ZERO))
                    .toList();
        }
    }

    /** Breaks once, when the first check of one exercise begins. */
    private static final class BreakingProgress implements Progress {
        private final AtomicBoolean broken = new AtomicBoolean();

        @Override
        public void exerciseStarted(Exercise exercise) {}

        @Override
        public void checkStarted(CheckSpec check) {
            if (check.id().exercise().equals(POISONED) && broken.compareAndSet(false, true)) {
                throw new NoClassDefFoundError("a/class/of/the/graders");
            }
        }

        @Override
        public void checkFinished(CheckSpec check, CheckResult result) {}

        @Override
        public void exerciseFinished(Exercise exercise) {}
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_error_out_of_a_stage_costs_its_exercise_alone(boolean wholeMachine) {
        Feedback feedback;
        try (CompilerProcess compiler = CompilerProcess.start()) {
            feedback = grade(compiler, new Breaking(CheckKind.CORRECTNESS, wholeMachine), Progress.silent());
        }

        expectOnlyPoisonedIsFaulty(feedback);
        assertThat(poisoned(feedback).remark()).contains("the correctness stage broke", "StackOverflowError");
        assertThat(poisoned(feedback)
                        .with(Outcome.ERRORED)
                        .map(check -> check.question().kind()))
                .isNotEmpty()
                .containsOnly(CheckKind.CORRECTNESS);
    }

    @Test
    void an_error_before_any_stage_costs_its_exercise_alone_and_leaves_nothing_earned() {
        Feedback feedback;
        try (CompilerProcess compiler = CompilerProcess.start()) {
            feedback = grade(compiler, new Breaking(CheckKind.CORRECTNESS, false), new BreakingProgress());
        }

        expectOnlyPoisonedIsFaulty(feedback);
        ExerciseFeedback poisoned = poisoned(feedback);
        assertThat(poisoned.remark()).contains("compiling it broke", "a/class/of/the/graders");
        assertThat(poisoned.settled(ScoringPolicy.AWARD)).isZero();
        assertThat(poisoned.checks().subList(1, poisoned.checks().size()).stream()
                        .filter(check -> check.question().kind() == CheckKind.CORRECTNESS))
                .isNotEmpty()
                .allMatch(check -> check.verdict() == Outcome.INCONCLUSIVE)
                .extracting(check -> check.explanation().restsOn())
                .containsOnly("lockedcounter.structure.compiles");
    }

    private static Feedback grade(CompilerProcess compiler, Stage stage, Progress progress) {
        Surroundings.Time time = new Surroundings.Time(Clock.systemUTC(), System::nanoTime);
        Grader.Graded graded = Kit.grader(
                        compiler, List.of(stage), Cores.ofThisMachine(), time, progress, Sandbox::none)
                .grade(new Grader.Order(
                        SOLUTIONS,
                        Named.NOTHING,
                        null,
                        AllExercises.catalog().exercises(),
                        new RunSettings(1, RunSettings.Budget.QUICK),
                        ScoringPolicy.TIMING));
        return ((Grader.Done) graded).feedback();
    }

    private static void expectOnlyPoisonedIsFaulty(Feedback feedback) {
        Map<String, Status> statuses =
                feedback.exercises().stream().collect(Collectors.toMap(ExerciseFeedback::id, ExerciseFeedback::status));
        assertThat(statuses).containsEntry(POISONED, Status.FAULT);
        assertThat(statuses.values().stream().filter(status -> status == Status.GRADED))
                .hasSize(statuses.size() - 1);
        assertThat(feedback.exercises().stream()
                        .filter(exercise -> !exercise.id().equals(POISONED))
                        .flatMap(exercise -> exercise.checks().stream())
                        .filter(check -> check.question().kind() == CheckKind.CORRECTNESS))
                .isNotEmpty()
                .extracting(CheckFeedback::verdict)
                .containsOnly(Outcome.PASSED);
        assertThat(feedback.hasFault()).isTrue();
    }

    private static ExerciseFeedback poisoned(Feedback feedback) {
        return feedback.exercises().stream()
                .filter(exercise -> exercise.id().equals(POISONED))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_class_named_with_an_umlaut_is_graded_wherever_the_grader_is_started() throws Exception {
        Path submission = submissionWithAnUmlaut();

        assertThat(inThePosixLocale(submission, List.of(), "--fail-under", "1")).isZero();
        assertThat(poisoned(feedback()).status()).isEqualTo(Status.GRADED);

        // As on a machine without any locale that would do.
        List<String> forGood = List.of("-Dlockstep.again=true");
        assertThat(inThePosixLocale(submission, forGood)).isEqualTo(ExitStatus.FAULT.code());
        assertThat(poisoned(feedback()).status()).isEqualTo(Status.FAULT);
        assertThat(poisoned(feedback()).remark()).contains("LC_ALL=C.UTF-8");
        assertThat(feedback().settled()).isZero();
    }

    private Path submissionWithAnUmlaut() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("submission/lockstep/lockedcounter"));
        String right = Files.readString(SOLUTIONS.resolve("src/main/java/lockstep/lockedcounter/LockedCounter.java"));
        Files.writeString(folder.resolve("LockedCounter.java"), right + "\nfinal class Z\u00e4hler {}\n");
        return temp.resolve("submission");
    }

    private int inThePosixLocale(Path submission, List<String> flags, String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(submission.toString(), "--only", POISONED, "--budget", "quick"));
        command.addAll(List.of("--out", temp.resolve("f.json").toString()));
        command.addAll(List.of("--html", temp.resolve("f.html").toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("said.txt").toFile());
        builder.environment().put("LC_ALL", "POSIX");
        Process process = builder.start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES))
                .as(() -> {
                    try {
                        return Files.readString(temp.resolve("said.txt"), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        return e.toString();
                    }
                })
                .isTrue();
        return process.exitValue();
    }

    private Feedback feedback() throws Exception {
        return FeedbackReader.read(Files.readString(temp.resolve("f.json")));
    }
}
