package lockstep.grader.check.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import lockstep.engine.Budget;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.compile.CompiledSubmission;
import lockstep.grader.compile.DirectCompiler;
import lockstep.grader.compile.SubmissionCompiler;
import lockstep.grader.exercise.CheckSpec;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.submission.IntakeLimits;
import lockstep.grader.submission.Submission;
import lockstep.grader.submission.SubmissionReader;
import lockstep.grader.verdict.CheckKind;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every correct submission of the kit, over and over: {@code -Dcorpus.times=N} says how often, {@code -Dcorpus.seed=S}
 * from which seed on. A wrong alarm is the worst that the engine can do, so it is looked for where there is time.
 */
@EnabledIfSystemProperty(named = "corpus.times", matches = "\\d+")
class FalseAlarmTest {

    private static final Path SOLUTIONS = Path.of("../../solutions/src/main/java/lockstep");

    /** A correct submission. */
    record Correct(Exercise exercise, Path folder) {
        @Override
        public String toString() {
            return exercise.id() + "/" + folder.getFileName();
        }
    }

    static Stream<Correct> correct_submissions() throws IOException {
        List<Correct> found = new ArrayList<>();
        for (Exercise exercise : AllExercises.catalog().exercises()) {
            String slug = exercise.id().slug();
            found.add(new Correct(exercise, SOLUTIONS.resolve(slug)));
            for (String corpus : List.of("submissions", "submissions-race")) {
                Path cases = Path.of("src/test", corpus, slug);
                if (Files.isDirectory(cases)) {
                    try (Stream<Path> folders = Files.list(cases)) {
                        folders.filter(folder -> folder.getFileName().toString().startsWith("good-"))
                                .sorted()
                                .forEach(folder -> found.add(new Correct(exercise, folder)));
                    }
                }
            }
        }
        return found.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("correct_submissions")
    void a_correct_submission_is_never_accused(Correct correct, @TempDir Path classes, TestReporter report)
            throws IOException {
        long firstSeed = Long.getLong("corpus.seed", 1);
        int times = Integer.getInteger("corpus.times");
        int notControlled = 0;
        for (long seed = firstSeed; seed < firstSeed + times; seed++) {
            try (ControlledJudge engine = new ControlledJudge(loader(correct, classes), seed)) {
                for (CheckSpec check : correct.exercise().rubric().of(CheckKind.RACE)) {
                    EngineOutcome outcome = engine.judge(check, Budget.STANDARD);
                    assertThat(outcome)
                            .as(check.id() + " with seed " + seed)
                            .isNotInstanceOf(EngineOutcome.Fault.class);
                    notControlled += outcome instanceof EngineOutcome.NotControlled ? 1 : 0;
                }
            }
        }
        report.publishEntry("not controlled", String.valueOf(notControlled));
    }

    private static ClassLoader loader(Correct correct, Path scratch) throws IOException {
        Submission submission = new SubmissionReader(List.of(correct.exercise()), IntakeLimits.standard())
                .read(correct.folder())
                .fold(read -> read.submission(), unusable -> {
                    throw new IllegalArgumentException(unusable.problem().toString());
                });
        Submission.Sources sources = (Submission.Sources)
                Objects.requireNonNull(submission.parts().get(correct.exercise().id()));
        CompiledSubmission compiled = new SubmissionCompiler(new DirectCompiler())
                .compile(correct.exercise(), sources.files(), Files.createTempDirectory(scratch, "seed"))
                .fold(
                        done -> done.submission(),
                        refused -> {
                            throw new IllegalArgumentException(refused.finding().message());
                        },
                        unwritten -> {
                            throw new IllegalArgumentException(unwritten.because());
                        });
        List<URL> urls = new ArrayList<>();
        for (Path path : compiled.classPath()) {
            urls.add(path.toUri().toURL());
        }
        return new RaceCorpus.Classes(urls.toArray(URL[]::new));
    }
}
