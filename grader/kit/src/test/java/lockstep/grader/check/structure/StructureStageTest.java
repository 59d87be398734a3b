package lockstep.grader.check.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.check.Progress;
import lockstep.grader.check.RunSettings;
import lockstep.grader.compile.CompileOutcome;
import lockstep.grader.compile.CompiledSubmission;
import lockstep.grader.compile.DirectCompiler;
import lockstep.grader.compile.Examiner;
import lockstep.grader.compile.SubmissionCompiler;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.RubricReader;
import lockstep.grader.submission.IntakeLimits;
import lockstep.grader.submission.IntakeOutcome;
import lockstep.grader.submission.Submission;
import lockstep.grader.submission.SubmissionReader;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Verdict;
import lockstep.grader.worker.CompilerProcess;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class StructureStageTest {

    private static final Path CASES = Path.of("src/test/submissions-intake/structure");

    @AutoClose
    private static final CompilerProcess READER = CompilerProcess.start();

    @TempDir
    private Path scratch;

    static Stream<Path> right() throws IOException {
        return Files.walk(CASES, 2).filter(path -> path.getFileName().toString().startsWith("good-"));
    }

    static Stream<Path> wrong() throws IOException {
        return Files.walk(CASES, 2).filter(path -> path.getFileName().toString().startsWith("bad-"));
    }

    @ParameterizedTest
    @MethodSource("right")
    void a_right_style_is_spared(Path folder) throws IOException {
        assertThat(judge(folder)).isEqualTo(Verdict.pass());
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void a_wrong_one_is_caught(Path folder) throws IOException {
        assertThat(judge(folder)).isInstanceOf(Verdict.Failed.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "threadedsum/bad-executor | ThreadedSum line 9 calls Executors.newFixedThreadPool; this exercise wants Threads",
                "threadedsum/bad-run-for-start | ThreadedSum line 13 calls run() on a Thread, and nothing calls start()",
                "threadedsum/bad-returns-zero | nothing in it starts a Thread",
                "poolmap/bad-common-pool-async | PoolMap line 11 calls CompletableFuture.supplyAsync",
                "poolmap/bad-raw-threads | PoolMap line 12 starts a Thread, and nothing creates a pool",
                "processqueuesum/bad-process-builder | ProcessQueueSum line 12 uses ProcessBuilder",
                "processqueuesum/bad-queue-for-show | nothing in it puts anything on its BlockingQueue",
                "lockedcounter/bad-atomic-beside-a-lock | LockedCounter line 7 uses AtomicLong",
                "lockedcounter/bad-lock-never-taken | nothing in it takes a lock"
            })
    void the_message_says_where_and_what(String folder, String message) throws IOException {
        assertThat(failure(folder).finding().message()).contains(message);
    }

    @ParameterizedTest
    @CsvSource({
        "threadedsum/bad-run-for-start, S1",
        "threadedsum/bad-parallel-stream, S16",
        "poolmap/bad-common-pool, P11",
        "processqueuesum/bad-threads-for-children, Q17",
        "lockedcounter/bad-volatile, C1"
    })
    void a_known_mistake_is_named(String folder, String mistake) throws IOException {
        assertThat(failure(folder).finding().advice())
                .isNotNull()
                .satisfies(advice -> assertThat(advice.mistake()).isEqualTo(mistake));
    }

    @Test
    void a_rule_that_spares_its_canary_may_not_judge() throws IOException {
        CompiledSubmission submission = compile(CASES.resolve("threadedsum/bad-returns-zero"));
        CheckSpec real = spec(submission.exercise());
        CheckSpec blind = new CheckSpec(
                real.id(),
                real.title(),
                real.points(),
                real.advice(),
                real.ground(),
                new CheckSpec.Probe(BlindRules.class.getName(), "SEES_NOTHING"));
        assertThat(judge(submission, blind)).isInstanceOf(Verdict.Errored.class);
    }

    @Test
    void a_rule_that_sees_no_class_may_not_judge() throws IOException {
        CompiledSubmission submission = compile(CASES.resolve("threadedsum/bad-returns-zero"));
        Path empty = Files.createDirectory(scratch.resolve("empty"));
        CompiledSubmission nothing =
                new CompiledSubmission(submission.exercise(), empty, submission.given(), submission.sources());
        assertThat(judge(nothing, spec(submission.exercise()))).isInstanceOf(Verdict.Errored.class);
    }

    @Test
    void classes_that_nobody_can_read_to_their_end_fail_and_cost_nobody_else() throws IOException {
        Path honest = CASES.resolve("lockedcounter/good-synchronized-methods");
        String deep = "class Deep { static %sLong%s x; }".formatted("java.util.List<".repeat(3_000), ">".repeat(3_000));
        Path folder = Files.createDirectories(scratch.resolve("nested/lockedcounter/deep"));
        Files.writeString(
                folder.resolve("LockedCounter.java"), Files.readString(honest.resolve("LockedCounter.java")) + deep);
        CompiledSubmission submission = compile(folder, READER);
        Verdict verdict = judge(submission, spec(submission.exercise()));
        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        assertThat(((Verdict.Failed) verdict).finding().message())
                .startsWith("Nobody could look at the shape of these classes to the end: it ");
        assertThat(judge(honest)).isEqualTo(Verdict.pass());
    }

    /** A rule that nothing can break. */
    static final class BlindRules {
        static final com.tngtech.archunit.lang.ArchRule SEES_NOTHING =
                com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all(Submissions.submissions())
                        .should(Submissions.meet());

        private BlindRules() {}

        static final class Canary {}
    }

    private Verdict.Failed failure(String folder) throws IOException {
        Verdict verdict = judge(CASES.resolve(folder));
        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        return (Verdict.Failed) verdict;
    }

    private Verdict judge(Path folder) throws IOException {
        CompiledSubmission submission = compile(folder);
        return judge(submission, spec(submission.exercise()));
    }

    private static Verdict judge(CompiledSubmission submission, CheckSpec check) {
        return new StructureStage(READER, Clock.systemUTC())
                .judge(submission, List.of(check), new RunSettings(1, RunSettings.Budget.QUICK), Progress.silent())
                .get(0)
                .verdict();
    }

    private static CheckSpec spec(Exercise exercise) {
        return exercise.rubric().of(CheckKind.STRUCTURE).stream()
                .filter(check -> !check.id().name().equals(RubricReader.COMPILES))
                .findFirst()
                .orElseThrow();
    }

    private CompiledSubmission compile(Path folder) throws IOException {
        // Not gated: what the gate refuses shows what the rules see, too.
        return compile(folder, new DirectCompiler());
    }

    private CompiledSubmission compile(Path folder, Examiner examiner) throws IOException {
        Exercise exercise = AllExercises.catalog()
                .find(Objects.requireNonNull(folder.getParent()).getFileName().toString())
                .orElseThrow();
        IntakeOutcome read = new SubmissionReader(List.of(exercise), IntakeLimits.standard()).read(folder);
        Submission submission = ((IntakeOutcome.Read) read).submission();
        Submission.Sources sources =
                (Submission.Sources) Objects.requireNonNull(submission.parts().get(exercise.id()));
        CompileOutcome outcome = new SubmissionCompiler(examiner)
                .compile(exercise, sources.files(), Files.createTempDirectory(scratch, "classes"));
        return ((CompileOutcome.Compiled) outcome).submission();
    }
}
