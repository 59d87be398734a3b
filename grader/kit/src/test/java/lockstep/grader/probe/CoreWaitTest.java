package lockstep.grader.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoreWaitTest {

    @TempDir
    Path tasks;

    private long now;

    @BeforeEach
    void aThreadThatHasWaited() throws IOException {
        put("1", 5_000);
    }

    @Test
    void waiting_for_most_of_the_time_is_seen() throws IOException {
        CoreWait wait = new CoreWait(tasks, () -> now);
        now = 1_000;
        put("1", 5_400);
        put("2", 101);
        assertThat(wait.isMostOfTheTime()).isTrue();
    }

    @Test
    void what_was_before_does_not_count() throws IOException {
        CoreWait wait = new CoreWait(tasks, () -> now);
        now = 1_000;
        put("1", 5_500);
        assertThat(wait.isMostOfTheTime()).isFalse();
    }

    @Test
    void nobody_waits_where_there_is_no_account() {
        CoreWait wait = new CoreWait(tasks.resolve("none"), () -> now);
        now = 1_000;
        assertThat(wait.isMostOfTheTime()).isFalse();
    }

    private void put(String thread, long waited) throws IOException {
        Files.writeString(
                Files.createDirectories(tasks.resolve(thread)).resolve("schedstat"), "12345 " + waited + " 17\n");
    }
}
