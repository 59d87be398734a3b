package lockstep.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.language.Language;
import lockstep.grader.verdict.SourceLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcePlacesTest {

    private static final Exercise COUNTER =
            AllExercises.catalog().find("lockedcounter").orElseThrow();

    @TempDir
    Path repository;

    @Test
    void annotations_point_at_files_that_exist_in_the_repository() throws IOException {
        Files.createDirectories(repository.resolve(".git"));
        Path sources = Files.createDirectories(repository.resolve("week 1/src"));
        Files.writeString(sources.resolve("Adder.java"), "package lockstep.lockedcounter;\nclass Adder {}\n");
        Files.writeString(
                sources.resolve("LockedCounter (1).java"),
                "package lockstep.lockedcounter;\n\n// class LockedCounter\npublic class LockedCounter {}\n");

        SourcePlaces places = places(repository.resolve("week 1"), repository, Map.of());

        assertThat(places.files())
                .containsEntry(COUNTER.stubPath(), "week 1/src/LockedCounter (1).java")
                .containsEntry("lockstep/lockedcounter/Adder.java", "week 1/src/Adder.java")
                .hasSize(2);
        assertThat(places.stubs()).containsEntry("lockedcounter", new SourceLocation(COUNTER.stubPath(), 4));
    }

    @Test
    void where_nothing_is_there_is_no_place() {
        assertThat(places(repository, repository, Map.of()).files()).isEmpty();
    }

    @Test
    void without_a_repository_paths_begin_where_the_runner_or_the_kit_is_and_else_at_the_submission()
            throws IOException {
        Path exercises = repository.resolve("exercises");
        Path source = exercises.resolve("src/main/java").resolve(COUNTER.stubPath());
        Files.createDirectories(source.getParent());
        Files.writeString(source, "package lockstep.lockedcounter;\npublic class LockedCounter {}\n");
        Path elsewhere = repository.resolve("kit");
        String below = "src/main/java/" + COUNTER.stubPath();

        assertThat(places(exercises, repository, Map.of()).files())
                .containsEntry(COUNTER.stubPath(), "exercises/" + below);
        assertThat(places(exercises, elsewhere, Map.of("GITHUB_WORKSPACE", repository.toString()))
                        .files())
                .containsEntry(COUNTER.stubPath(), "exercises/" + below);
        assertThat(places(exercises, repository, Map.of("CI_PROJECT_DIR", exercises.toString()))
                        .files())
                .containsEntry(COUNTER.stubPath(), below);
        assertThat(places(exercises, elsewhere, Map.of("GITHUB_WORKSPACE", elsewhere.toString()))
                        .files())
                .containsEntry(COUNTER.stubPath(), below);
    }

    private static SourcePlaces places(Path folder, Path home, Map<String, String> environment) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return SourcePlaces.of(
                folder,
                List.of(COUNTER),
                new Surroundings(
                        home,
                        new Surroundings.Terminal(false, false, 80),
                        new Surroundings.Streams(nowhere, nowhere),
                        new Surroundings.Time(Clock.systemUTC(), System::nanoTime),
                        environment,
                        Language.ENGLISH));
    }
}
