package lockstep.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.catalog.ExerciseCatalog;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Outcome;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of classes that not every file can have; the folder is made here, as not every checkout can have them either. */
final class NamesOfClassesTest {

    private static final Path RIGHT =
            Path.of("src/test/submissions-odd/lockedcounter/guarded-by-a-record/LockedCounter.java");
    private static final ExerciseCatalog CATALOG = AllExercises.catalog();

    @AutoClose
    private final EndToEnd grader = new EndToEnd("bwrap");

    @TempDir
    private Path folder;

    @Test
    void a_name_too_long_for_a_file_is_a_finding_of_its_exercise_alone() throws IOException {
        String source =
                Files.readString(Path.of("src/test/submissions-odd/threadedsum/latches-and-locals/ThreadedSum.java"));
        for (String name : List.of("A".repeat(300), "値".repeat(85))) {
            String withName =
                    source.replaceFirst("public class ThreadedSum \\{", "$0 private static class " + name + " {}");
            assertThat(withName).isNotEqualTo(source);
            write("threadedsum", "ThreadedSum.java", withName);
            write("lockedcounter", "LockedCounter.java", Files.readString(RIGHT));

            List<ExerciseFeedback> graded = grade("threadedsum", "lockedcounter");

            assertThat(graded.get(0).status()).isEqualTo(ExerciseFeedback.Status.REJECTED);
            assertThat(graded.get(0).remark()).contains("too long for a file", "255");
            expectPassed(graded.get(1));
        }
    }

    @Test
    void a_file_named_with_an_umlaut_is_graded() throws IOException {
        write(
                "lockedcounter",
                "LockedCounter.java",
                Files.readString(RIGHT)
                        .replace("private static int made = 0;", "private static int made = new Zähler().größe;"));
        write(
                "lockedcounter",
                "Zähler.java",
                "package lockstep.lockedcounter;\n\npublic class Zähler { int größe; }\n");

        expectPassed(grade("lockedcounter").get(0));
    }

    private void write(String slug, String file, String text) throws IOException {
        Path there = Files.createDirectories(folder.resolve("src/main/java/lockstep/" + slug));
        Files.writeString(there.resolve(file), text);
    }

    private List<ExerciseFeedback> grade(String... slugs) {
        return grader.grade(
                        folder,
                        Stream.of(slugs)
                                .map(slug -> CATALOG.find(slug).orElseThrow())
                                .map(EndToEnd::withoutRacesAndSpeed)
                                .toList())
                .exercises();
    }

    private static void expectPassed(ExerciseFeedback exercise) {
        assertThat(exercise.status()).isEqualTo(ExerciseFeedback.Status.GRADED);
        assertThat(exercise.checks())
                .filteredOn(check -> check.question().kind() == CheckKind.CORRECTNESS)
                .isNotEmpty()
                .extracting(CheckFeedback::verdict)
                .containsOnly(Outcome.PASSED);
    }
}
