package lockstep.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.exercise.Exercise;
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

        SourcePlaces places = SourcePlaces.of(repository.resolve("week 1"), List.of(COUNTER));

        assertThat(places.files())
                .containsEntry(COUNTER.stubPath(), "week 1/src/LockedCounter (1).java")
                .containsEntry("lockstep/lockedcounter/Adder.java", "week 1/src/Adder.java")
                .hasSize(2);
        assertThat(places.stubs()).containsEntry("lockedcounter", new SourceLocation(COUNTER.stubPath(), 4));
    }

    @Test
    void where_nothing_is_there_is_no_place() {
        assertThat(SourcePlaces.of(repository, List.of(COUNTER)).files()).isEmpty();
    }
}
