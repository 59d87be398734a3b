package lockstep.grader.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.compile.CompileOutcome;
import lockstep.grader.compile.SubmissionCompiler;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.submission.SourceFile;
import lockstep.grader.verdict.Advice;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Finding;
import lockstep.grader.worker.CompilerProcess;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class GateTest {

    private static final Path ODD = Path.of("src/test/submissions-intake/gate");
    private static final ExerciseCatalog CATALOG = AllExercises.catalog();
    private static final Path LANGUAGE = Path.of("src/test/submissions-intake/language");
    private static final SubmissionCompiler COMPILER = new SubmissionCompiler(new GatedCompiler());

    @TempDir
    private Path scratch;

    /** Wrong ones, too: they are to learn from the check that finds their fault. */
    @TestFactory
    Stream<DynamicTest> every_golden_submission_passes_unless_it_says_that_it_does_not() throws IOException {
        return Stream.of(
                        "submissions",
                        "submissions-race",
                        "submissions-race-uncontrolled",
                        "submissions-intake/structure")
                .map(name -> Path.of("src/test", name))
                .flatMap(GateTest::cases)
                .map(folder -> DynamicTest.dynamicTest(
                        folder.getName(2) + "/" + slugOf(folder) + "/" + folder.getFileName(), () -> {
                            Optional<Finding> finding = inspect(folder);
                            boolean refused = isRefused(folder);
                            assertThat(finding.isPresent())
                                    .as(finding.map(Finding::toString).orElse("passes"))
                                    .isEqualTo(refused);
                        }));
    }

    @Test
    void the_reference_solutions_pass() throws IOException {
        for (Exercise exercise : CATALOG.exercises()) {
            Path folder = Path.of("../../solutions/src/main/java", exercise.packagePath());
            assertThat(inspect(folder, exercise)).isEmpty();
        }
    }

    @Test
    void what_students_ordinarily_write_passes() throws IOException {
        assertThat(inspect(
                        ODD.resolve("ordinary-code"),
                        CATALOG.find("threadedsum").orElseThrow()))
                .isEmpty();
    }

    /** All that the compiler of this JDK makes of the language, and library calls that exercises invite. */
    @TestFactory
    Stream<DynamicTest> the_whole_language_passes() throws IOException {
        Exercise exercise = CATALOG.find("threadedsum").orElseThrow();
        SourceFile solution = new SourceFile(
                exercise.stubPath(),
                Files.readString(Path.of("../../solutions/src/main/java").resolve(exercise.stubPath())));
        try (Stream<Path> files = Files.list(LANGUAGE)) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                        SourceFile source = new SourceFile(
                                exercise.packagePath() + "/" + file.getFileName(), Files.readString(file));
                        CompileOutcome outcome = COMPILER.compile(
                                exercise, List.of(solution, source), Files.createTempDirectory(scratch, "language"));
                        assertThat(outcome).isInstanceOf(CompileOutcome.Compiled.class);
                    }));
        }
    }

    /**
     * As many ways lead up as there are paths through a ladder, and as deep as no stack reaches. Whoever goes them all uses up
     * the processor time of the compiler's process.
     */
    @Test
    void a_question_about_a_member_is_answered_however_its_class_inherits() throws IOException {
        Exercise exercise = CATALOG.find("lockedcounter").orElseThrow();
        Path reference = Path.of("../../solutions/src/main/java").resolve(exercise.stubPath());
        String ladder = IntStream.range(1, 17)
                .mapToObj(i ->
                        "interface L%1$d extends P%2$d, Q%2$d {} interface P%1$d extends L%1$d {}".formatted(i, i - 1)
                                + " interface Q%1$d extends L%1$d {}\n".formatted(i))
                .collect(Collectors.joining());
        String chain = IntStream.range(1, 700)
                .mapToObj(i -> "interface C%d extends C%d {}\n".formatted(i, i - 1))
                .collect(Collectors.joining());
        String calls = "abstract class Calls implements C699 { void all(Q16 x) { x.f(); f(); hashCode(); } }\n";
        SourceFile source = new SourceFile(
                exercise.stubPath(),
                Files.readString(reference) + "interface P0 { void f(); } interface Q0 { void f(); }\n"
                        + "interface C0 { void f(); }\n" + ladder + chain + calls);
        SourceFile bad = new SourceFile(
                source.path(),
                source.text() + "class Bad extends Exception { Object f(Bad b) { return b.getStackTrace(); } }");
        try (CompilerProcess process = CompilerProcess.start()) {
            SubmissionCompiler compiler = new SubmissionCompiler(process);
            assertThat(compiler.compile(exercise, List.of(source), scratch.resolve("good")))
                    .isInstanceOf(CompileOutcome.Compiled.class);
            assertThat(compiler.compile(exercise, List.of(bad), scratch.resolve("bad")))
                    .isInstanceOfSatisfying(
                            CompileOutcome.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(CompileOutcome.Reason.NOT_ALLOWED));
        }
    }

    @Test
    void a_refusal_names_the_member_the_line_and_what_to_use_instead() throws IOException {
        Finding finding = inspect(
                        ODD.resolve("exits"), CATALOG.find("threadedsum").orElseThrow())
                .orElseThrow();
        assertThat(finding.message())
                .startsWith("Not allowed here: System.exit, because it ends the whole Java process, the grader's work"
                        + " included.");
        assertThat(finding.advice()).isNotNull().extracting(Advice::hint).isEqualTo("Throw an exception instead.");
        assertThat(finding.location()).hasToString("lockstep/threadedsum/ThreadedSum.java:9");
        assertThat(finding.evidence())
                .extracting(Evidence::toString)
                .anyMatch(text -> text.contains("new FileWriter(String)"));
    }

    @Test
    void a_call_is_refused_in_its_own_name_and_not_in_that_of_its_result() throws IOException {
        Finding finding = inspect(
                        ODD.resolve("looks-at-its-caller"),
                        CATALOG.find("threadedsum").orElseThrow())
                .orElseThrow();
        assertThat(finding.message())
                .startsWith(
                        "Not allowed here: ThreadedSum.OwnException.getStackTrace, because your code must not look at who"
                                + " calls it.");
        assertThat(finding.evidence())
                .extracting(Evidence::toString)
                .hasSize(3)
                .noneMatch(text -> text.contains("StackTraceElement"))
                .anyMatch(text -> text.contains("Thread.getStackTrace"))
                .anyMatch(text -> text.contains("ProcessHandle.info"));
    }

    /** {@code -Dallowed.write=true} writes it anew. */
    @Test
    void the_page_that_students_read_lists_what_the_gate_allows() throws IOException {
        Path page = Path.of("../../exercises/ALLOWED.md");
        String expected = AllowedPage.write();
        if (Boolean.getBoolean("allowed.write")) {
            Files.writeString(page, expected);
        }
        assertThat(Files.readString(page)).isEqualTo(expected);
    }

    @Test
    void every_type_in_a_list_is_one_of_the_platform() {
        for (Exercise exercise : CATALOG.exercises()) {
            assertThat(Lists.of(exercise.allowed()).types())
                    .isNotEmpty()
                    .allSatisfy(type -> assertThat(Platform.familyOf(type))
                            .as(type)
                            .hasSizeGreaterThan(type.equals("java.lang.Object") ? 0 : 1));
        }
    }

    private static String slugOf(Path folder) {
        return folder.getName(folder.getNameCount() - 2).toString();
    }

    private static boolean isRefused(Path folder) throws IOException {
        Path expected = folder.resolve("expected.txt");
        return Files.exists(expected) && Files.readString(expected).contains("structure.compiles FAILED")
                || folder.endsWith("bad-process-builder")
                || folder.endsWith("bad-runtime-exec");
    }

    private Optional<Finding> inspect(Path folder) throws IOException {
        return inspect(folder, CATALOG.find(slugOf(folder)).orElseThrow());
    }

    private Optional<Finding> inspect(Path folder, Exercise exercise) throws IOException {
        List<SourceFile> sources = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                sources.add(new SourceFile(exercise.packagePath() + "/" + file.getFileName(), Files.readString(file)));
            }
        }
        return refusal(exercise, sources);
    }

    /** Returns why the gate refuses the sources, if it does; sources that do not compile never come to the gate. */
    private Optional<Finding> refusal(Exercise exercise, List<SourceFile> sources) throws IOException {
        CompileOutcome outcome = COMPILER.compile(exercise, sources, Files.createTempDirectory(scratch, "gate"));
        return outcome instanceof CompileOutcome.Refused refused
                        && refused.reason() == CompileOutcome.Reason.NOT_ALLOWED
                ? Optional.of(refused.finding())
                : Optional.empty();
    }

    private static Stream<Path> cases(Path top) {
        try (Stream<Path> slugs = Files.list(top)) {
            List<Path> cases = new ArrayList<>();
            for (Path slug : slugs.sorted().toList()) {
                try (Stream<Path> folders = Files.list(slug)) {
                    cases.addAll(folders.sorted().toList());
                }
            }
            return cases.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
