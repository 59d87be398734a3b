package lockstep.grader.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The grader's copies of the stubs and given classes are the ones that students get. */
class KitCopiesTest {

    private static final Path EXERCISES = Path.of("../../exercises/src/main/java");
    private static final Path COPIES = Path.of("src/main/java");

    @Test
    void every_stub_and_given_class_is_the_same_in_exercises_and_in_the_grader() throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(EXERCISES)) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .map(EXERCISES::relativize)
                    .toList();
        }
        assertThat(sources).hasSizeGreaterThanOrEqualTo(6);
        for (Path source : sources) {
            assertThat(COPIES.resolve(source)).as(source.toString()).hasSameTextualContentAs(EXERCISES.resolve(source));
        }
    }
}
