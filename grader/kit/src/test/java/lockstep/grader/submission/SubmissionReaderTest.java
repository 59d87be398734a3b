package lockstep.grader.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.exercise.Exercise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SubmissionReaderTest {

    private static final String WRITTEN = "package lockstep.threadedsum;\n\npublic final class ThreadedSum {}\n";
    private static final String STUB = "lockstep/threadedsum/ThreadedSum.java";

    @TempDir
    private Path top;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exercises/src/main/java/" + STUB,
                "src/main/java/" + STUB,
                STUB,
                "threadedsum/ThreadedSum.java",
                "ThreadedSum.java",
                "unpacked-archive/exercises/src/main/java/" + STUB,
                "app/src/main/java/" + STUB,
                "src/ThreadedSum.java",
                "a/b/c/d/ThreadedSum.java"
            })
    void every_shape_gives_the_same_submission(String path) throws IOException {
        write(path, WRITTEN);
        Submission submission = read();
        assertThat(part(submission, "threadedsum"))
                .isEqualTo(new Submission.Sources(List.of(new SourceFile(STUB, WRITTEN))));
        assertThat(part(submission, "poolmap")).isInstanceOf(Submission.NotSubmitted.class);
        assertThat(submission.sha256()).hasSize(64);
    }

    @Test
    void a_repository_wins_over_loose_files() throws IOException {
        write("exercises/src/main/java/" + STUB, WRITTEN);
        write("ThreadedSum.java", WRITTEN + "// loose\n");
        assertThat(sources(read(), "threadedsum").get(0).text()).isEqualTo(WRITTEN);
    }

    @Test
    void the_stub_as_shipped_is_not_submitted_whatever_its_line_ends() throws IOException {
        String shipped = KitFiles.text("src/main/java/" + STUB).orElseThrow();
        write(STUB, "\ufeff" + shipped.replace("\n", "  \r\n") + "\r\n\r\n");
        assertThat(part(read(), "threadedsum")).isInstanceOf(Submission.NotSubmitted.class);
    }

    @Test
    void further_classes_count_and_given_classes_do_not() throws IOException {
        write("lockstep/processqueuesum/ProcessQueueSum.java", "class ProcessQueueSum {}");
        write("lockstep/processqueuesum/Reader.java", "class Reader {}");
        write("lockstep/processqueuesum/Term.java", "enum Term {}");
        write("lockstep/processqueuesum/notes.txt", "mine");
        write("lockstep/processqueuesum/deeper/Other.java", "class Other {}");
        write("lockstep/processqueuesum/module-info.java", "module x {}");
        write("lockstep/processqueuesum/Reader (1).java", "class Reader {}");
        write("lockstep/processqueuesum/.git/config", "x");
        write(
                "lockstep/processqueuesum/ChildJvm.java",
                KitFiles.text("src/main/java/lockstep/processqueuesum/ChildJvm.java")
                        .orElseThrow());
        Submission submission = read();
        assertThat(sources(submission, "processqueuesum"))
                .extracting(SourceFile::path)
                .containsExactly(
                        "lockstep/processqueuesum/ProcessQueueSum.java", "lockstep/processqueuesum/Reader.java");
        assertThat(submission.ignoredChanges())
                .containsExactly(
                        "lockstep/processqueuesum/Reader (1).java",
                        "lockstep/processqueuesum/Term.java",
                        "lockstep/processqueuesum/deeper/",
                        "lockstep/processqueuesum/module-info.java",
                        "lockstep/processqueuesum/notes.txt");
    }

    @Test
    void a_changed_build_file_is_an_ignored_change() throws IOException {
        write("exercises/src/main/java/" + STUB, WRITTEN);
        write("exercises/pom.xml", KitFiles.text("pom.xml").orElseThrow() + "<!-- mine -->");
        assertThat(read().ignoredChanges()).containsExactly("exercises/pom.xml");
    }

    @Test
    void classes_of_other_packages_are_ignored_changes_and_other_exercises_are_not() throws IOException {
        write("exercises/src/main/java/" + STUB, WRITTEN);
        write("exercises/src/main/java/util/U.java", "package util; class U {}");
        write("exercises/src/main/java/lockstep/Shared.java", "package lockstep; class Shared {}");
        write("exercises/src/main/java/lockstep/poolmap/PoolMap.java", "class PoolMap {}");
        Exercise sum = AllExercises.catalog().find("threadedsum").orElseThrow();
        Submission submission = new SubmissionReader(List.of(sum), IntakeLimits.standard())
                .read(top)
                .fold(IntakeOutcome.Read::submission, unusable -> {
                    throw new AssertionError(unusable);
                });
        assertThat(submission.ignoredChanges())
                .containsExactly("exercises/src/main/java/lockstep/Shared.java", "exercises/src/main/java/util/");
    }

    @Test
    void changed_launchers_builds_and_workflows_are_ignored_changes_from_wherever_one_grades() throws IOException {
        write("exercises/src/main/java/" + STUB, WRITTEN);
        for (var file : StarterFiles.atTop().entrySet()) {
            write(
                    file.getKey(),
                    file.getValue()
                            .replace("@SHA256@", "0a".repeat(32))
                            .replace("@URL@", "https://x.example/g.jar")
                            .replace("@PACKS@", "--pack tutorials "));
        }
        assertThat(read().ignoredChanges()).isEmpty();

        write("pom.xml", Files.readString(top.resolve("pom.xml")) + "<!-- mine -->");
        write("grade", Files.readString(top.resolve("grade")).replace("https://x.example/g.jar", "$(touch /tmp/x)"));
        write(".github/workflows/mine.yml", "on: push");
        assertThat(read().ignoredChanges()).containsExactly(".github/workflows/mine.yml", "grade", "pom.xml");
        assertThat(read(top.resolve("exercises")).ignoredChanges())
                .containsExactly("../.github/workflows/mine.yml", "../grade", "../pom.xml");
    }

    @Test
    void what_is_no_submission_is_unusable() throws IOException {
        assertThat(unusable(top.resolve("nowhere")).message()).contains("found nothing there");
        assertThat(unusable(top).message()).contains("found none");
        write("notes.txt", "x");
        assertThat(unusable(top.resolve("notes.txt")).message()).contains("found a file");
        write("src/main/java/lockstep/readme.txt", "x");
        assertThat(unusable(top).message()).contains(STUB);
    }

    @Test
    void a_link_is_not_followed_wherever_it_points() throws IOException {
        Path outside = Files.createDirectories(top.resolve("outside"));
        Files.writeString(outside.resolve("ThreadedSum.java"), WRITTEN);
        Path inside = Files.createDirectories(top.resolve("in/lockstep"));
        Files.createSymbolicLink(inside.resolve("threadedsum"), outside);
        write("in/lockstep/poolmap/PoolMap.java", "class PoolMap {}");
        assertThat(rejected(read(top.resolve("in")), "threadedsum")).contains("symbolic link");
        Files.delete(inside.resolve("threadedsum"));
        Files.createDirectories(inside.resolve("threadedsum"));
        Files.createSymbolicLink(inside.resolve("threadedsum/ThreadedSum.java"), outside.resolve("ThreadedSum.java"));
        assertThat(rejected(read(top.resolve("in")), "threadedsum")).contains("symbolic link");
        Path linked = Files.createDirectories(top.resolve("linked"));
        Files.createSymbolicLink(linked.resolve("lockstep"), inside);
        assertThat(unusable(linked).message()).contains("symbolic link");
    }

    @Test
    void bytes_that_are_not_utf_8_are_named_and_other_exercises_are_read_on() throws IOException {
        write("lockstep/poolmap/PoolMap.java", "class PoolMap {}");
        Path file = write(STUB, "");
        Files.write(file, "// eins\n// z\u00e4hlt\n".getBytes(StandardCharsets.ISO_8859_1));
        Submission submission = read();
        assertThat(rejected(submission, "threadedsum")).contains("offset 12", "line 2");
        assertThat(part(submission, "poolmap")).isInstanceOf(Submission.Sources.class);
        Files.write(file, "class X {}".getBytes(StandardCharsets.UTF_16));
        assertThat(rejected(read(), "threadedsum")).contains("UTF-16");
    }

    @Test
    void too_large_too_many_and_empty_are_rejected() throws IOException {
        Path file = write(STUB, "");
        assertThat(rejected(read(), "threadedsum")).contains("empty file");
        Files.write(file, new byte[50 * 1024 * 1024]);
        assertThat(rejected(read(), "threadedsum")).contains("at most 256 KiB");
        Files.writeString(file, WRITTEN);
        for (int i = 0; i < 101; i++) {
            Files.createFile(file.resolveSibling("Part" + i + ".java"));
        }
        assertThat(rejected(read(), "threadedsum")).contains("at most 100 source files");
    }

    @Test
    void what_lies_beside_the_sources_counts_for_no_limit() throws IOException {
        write("hw/ThreadedSum.java", WRITTEN);
        write("hw/data/huge.txt", "x".repeat(3 * 1024 * 1024));
        for (int i = 0; i < 3_000; i++) {
            write("hw/data/" + i + ".csv", "");
            write("hw/Task" + i % 200 + ".java", "package of.another.course; class Task {}");
        }
        assertThat(sources(read(), "threadedsum")).hasSize(1);
    }

    @Test
    void a_name_in_which_macos_took_the_accents_apart_is_that_of_its_class() throws IOException {
        write("hw/src/lockstep/threadedsum/ThreadedSum.java", WRITTEN);
        write("hw/src/lockstep/threadedsum/Za\u0308hler.java", "package lockstep.threadedsum; class Z\u00e4hler {}");
        assertThat(sources(read(), "threadedsum"))
                .extracting(SourceFile::path)
                .containsExactly(STUB, "lockstep/threadedsum/Z\u00e4hler.java");
    }

    @Test
    void a_class_without_a_package_beside_a_loose_stub_counts_only_where_it_is_used() throws IOException {
        write("ThreadedSum.java", WRITTEN.replace("{}", "{ Adder adder; }"));
        write("Adder.java", "class Adder {}");
        write("Main.java", "class Main {}");
        assertThat(sources(read(), "threadedsum"))
                .extracting(SourceFile::path)
                .containsExactly("lockstep/threadedsum/Adder.java", STUB);
        assertThat(read().ignoredChanges()).containsExactly("Main.java");
    }

    @Test
    void a_folder_named_like_the_stub_is_rejected() throws IOException {
        Files.createDirectories(top.resolve(STUB));
        assertThat(rejected(read(), "threadedsum")).contains("found a folder");
    }

    @Test
    void a_file_that_may_not_be_read_is_rejected() throws IOException {
        Path file = write(STUB, WRITTEN);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "root reads everything");
        assertThat(rejected(read(), "threadedsum")).contains("permissions");
    }

    @Test
    void names_are_shown_without_control_characters() throws IOException {
        write(STUB, WRITTEN);
        write("lockstep/threadedsum/a\u001b[31m\n.txt", "x");
        assertThat(read().ignoredChanges()).containsExactly("lockstep/threadedsum/a?[31m?.txt");
    }

    private Path write(String path, String text) throws IOException {
        Path file = top.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Submission read() {
        return read(top);
    }

    private static Submission read(Path path) {
        IntakeOutcome outcome = reader().read(path);
        assertThat(outcome).isInstanceOf(IntakeOutcome.Read.class);
        return ((IntakeOutcome.Read) outcome).submission();
    }

    private static SubmissionProblem unusable(Path path) {
        IntakeOutcome outcome = reader().read(path);
        assertThat(outcome).isInstanceOf(IntakeOutcome.Unusable.class);
        return ((IntakeOutcome.Unusable) outcome).problem();
    }

    private static SubmissionReader reader() {
        return new SubmissionReader(AllExercises.catalog().exercises(), IntakeLimits.standard());
    }

    private static Submission.Part part(Submission submission, String slug) {
        Exercise exercise = AllExercises.catalog().find(slug).orElseThrow();
        return Objects.requireNonNull(submission.parts().get(exercise.id()));
    }

    private static List<SourceFile> sources(Submission submission, String slug) {
        return ((Submission.Sources) part(submission, slug)).files();
    }

    private static String rejected(Submission submission, String slug) {
        Submission.Part part = part(submission, slug);
        assertThat(part).isInstanceOf(Submission.Rejected.class);
        return ((Submission.Rejected) part).problems().toString();
    }
}
