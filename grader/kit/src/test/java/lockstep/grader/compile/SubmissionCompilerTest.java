package lockstep.grader.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.exercise.Given;
import lockstep.grader.submission.SourceFile;
import lockstep.grader.verdict.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SubmissionCompilerTest {

    private static final Path CASES = Path.of("src/test/submissions-intake/compile");
    private static final SubmissionCompiler COMPILER = new SubmissionCompiler(new DirectCompiler());
    private static final String HEAD = "package lockstep.threadedsum;\npublic class ThreadedSum {\n";

    @TempDir
    private Path scratch;

    static Stream<Path> cases() throws IOException {
        return Files.list(CASES).sorted();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void what_a_beginner_writes_is_refused_with_its_line_and_its_meaning(Path folder) throws IOException {
        Finding finding = refused(exercise("threadedsum"), sources(folder, "threadedsum"));
        String told = finding.message() + finding.location() + finding.evidence();
        for (String expected : Files.readAllLines(folder.resolve("expected.txt"))) {
            assertThat(told).contains(expected);
        }
    }

    @Test
    void every_style_that_is_right_compiles() throws IOException {
        for (String slug : List.of("threadedsum", "processqueuesum", "poolmap", "lockedcounter")) {
            try (Stream<Path> styles = Files.list(Path.of("src/test/submissions-intake/structure", slug))) {
                for (Path style : styles.toList()) {
                    Path folder = Files.createTempDirectory(scratch, slug);
                    assertThat(COMPILER.compile(exercise(slug), sources(style, slug), folder))
                            .isInstanceOf(CompileOutcome.Compiled.class);
                }
            }
        }
    }

    @Test
    void what_only_resembles_a_mistake_compiles() throws IOException {
        assertThat(COMPILER.compile(
                        exercise("threadedsum"), sources(CASES.resolveSibling("looks-wrong"), "threadedsum"), scratch))
                .isInstanceOf(CompileOutcome.Compiled.class);
    }

    @Test
    void a_stub_with_another_comment_is_not_written() throws IOException {
        for (Exercise exercise : AllExercises.catalog().exercises()) {
            Path stub = Path.of("src/main/java", exercise.stubPath());
            SourceFile source = new SourceFile(exercise.stubPath(), Files.readString(stub) + "// mine\n");
            CompileOutcome outcome =
                    COMPILER.compile(exercise, List.of(source), Files.createTempDirectory(scratch, "stub"));
            assertThat(outcome).isInstanceOf(CompileOutcome.NotWritten.class);
        }
    }

    @Test
    void a_class_that_takes_the_place_of_a_given_one_is_refused() throws IOException {
        Path folder = Path.of("src/test/submissions-intake/structure/processqueuesum/good-linked-queue");
        SourceFile honest = sources(folder, "processqueuesum").get(0);
        SourceFile clash = new SourceFile(
                honest.path(),
                honest.text() + "\nclass ChildJvm {\n"
                        + "  static Process start(Class<?> c, String... a) { return null; }\n}\n");
        assertThat(refused(exercise("processqueuesum"), List.of(clash)).message())
                .contains("the kit's own ChildJvm");
    }

    @Test
    void a_class_of_a_foreign_package_is_refused_however_it_is_spelled() {
        SourceFile stub = new SourceFile(
                "lockstep/threadedsum/ThreadedSum.java",
                "package lockstep.threadedsum;\npublic class ThreadedSum {}\n");
        SourceFile foreign = new SourceFile(
                "lockstep/threadedsum/Expect.java",
                "/* \\u002a/ package lockstep.grader.probe; /* */ package lockstep.threadedsum;");
        assertThat(refused(exercise("threadedsum"), List.of(stub, foreign)).evidence())
                .isNotEmpty();
    }

    @Test
    void the_grader_and_junit_are_not_there_for_a_submission() {
        String text = HEAD + "lockstep.grader.probe.Expect a;\norg.junit.jupiter.api.Test b;\n}\n";
        Finding finding = refused(
                exercise("threadedsum"), List.of(new SourceFile("lockstep/threadedsum/ThreadedSum.java", text)));
        assertThat(finding.evidence()).hasSize(2);
    }

    @Test
    void sources_that_break_the_compiler_are_refused_and_not_thrown() {
        String deep = HEAD + "int x = " + "(".repeat(50_000) + "1" + ")".repeat(50_000) + ";\n}\n";
        Finding finding = refused(
                exercise("threadedsum"), List.of(new SourceFile("lockstep/threadedsum/ThreadedSum.java", deep)));
        assertThat(finding.message()).isNotBlank();
    }

    @Test
    void a_substitute_takes_the_given_class_s_name_with_all_that_is_nested_in_it() throws Exception {
        Exercise exercise = exercise("processqueuesum")
                .giving(new Given("Term", null), new Given("ChildJvm", SubstituteChildJvm.class));
        Path folder = Path.of("src/test/submissions-intake/structure/processqueuesum/good-linked-queue");
        CompileOutcome outcome = COMPILER.compile(exercise, sources(folder, "processqueuesum"), scratch);
        assertThat(outcome).isInstanceOf(CompileOutcome.Compiled.class);
        Path given = scratch.resolve("given/lockstep/processqueuesum");
        assertThat(given.resolve("ChildJvm$Nested.class")).exists();
        assertThat(given.resolve("Term.class")).exists();
        assertThat(new String(
                        Files.readAllBytes(given.resolve("ChildJvm.class")),
                        java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("lockstep/grader");
    }

    private Finding refused(Exercise exercise, List<SourceFile> sources) {
        CompileOutcome outcome = COMPILER.compile(exercise, sources, scratch);
        assertThat(outcome).isInstanceOf(CompileOutcome.Refused.class);
        return ((CompileOutcome.Refused) outcome).finding();
    }

    private static Exercise exercise(String slug) {
        return AllExercises.catalog().find(slug).orElseThrow();
    }

    private static List<SourceFile> sources(Path folder, String slug) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> new SourceFile("lockstep/" + slug + "/" + file.getFileName(), read(file)))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
