package lockstep.grader.check.correctness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import lockstep.grader.author.Seeds;
import lockstep.grader.check.race.RaceCorpus;
import lockstep.grader.compile.Substitutes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiteralsTest {

    private static final Path SUBMISSIONS = Path.of("src/test/submissions");

    @TempDir
    Path classes;

    private Seeds seeds(String golden) throws Exception {
        RaceCorpus.compile(SUBMISSIONS.resolve(golden), classes);
        return Literals.in(classes);
    }

    @Test
    void constants_of_fields_and_of_code_are_seeds() throws Exception {
        assertThat(seeds("poolmap/good-with-many-constants").numbers())
                .contains(3L, 5L, 7L, 50L, 64L, 128L, 500L, 1_000L, 1_048_576L)
                .doesNotContain(0L, 1L);
    }

    @Test
    void a_number_with_a_unit_of_time_is_a_duration() throws Exception {
        assertThat(seeds("poolmap/good-with-many-constants").durations())
                .containsExactly(
                        Duration.ofMillis(1_500),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(10));
    }

    @Test
    void milliseconds_of_a_wait_are_a_duration() throws Exception {
        assertThat(seeds("threadedsum/good-with-many-constants").durations()).containsExactly(Duration.ofSeconds(30));
    }

    /** Waits for a time by its own monitor, which a compiled submission asks the kit for. */
    static final class WaitsByItself {
        synchronized void pause() throws InterruptedException {
            wait(4_200);
        }
    }

    @Test
    void the_time_of_a_wait_is_seen_past_what_takes_the_monitors_place() throws Exception {
        String name = WaitsByItself.class.getName();
        try (InputStream bytes = WaitsByItself.class.getResourceAsStream("LiteralsTest$WaitsByItself.class")) {
            Map<String, byte[]> compiled = Substitutes.in(Map.of(name, bytes.readAllBytes()));
            Files.write(classes.resolve("WaitsByItself.class"), compiled.get(name));
        }
        assertThat(Literals.in(classes).durations()).containsExactly(Duration.ofMillis(4_200));
    }

    @Test
    void without_constants_there_are_no_seeds() throws Exception {
        assertThat(seeds("threadedsum/good-chunked-threads")).isEqualTo(Seeds.NONE);
    }
}
