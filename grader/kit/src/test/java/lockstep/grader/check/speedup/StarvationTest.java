package lockstep.grader.check.speedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StarvationTest {

    @TempDir
    Path proc;

    @Test
    void threads_of_the_call_count_from_the_beginning_and_others_never() throws IOException {
        put("1", 1_000);
        Starvation starvation = new Starvation(proc);
        put("2", 500);
        starvation.begin();
        put("1", 9_000);
        put("2", 700);
        put("3", 40);
        starvation.look();
        assertThat(starvation.nanos()).isEqualTo(240);
    }

    @Test
    void a_system_without_this_account_tells_nothing() {
        Starvation starvation = new Starvation(proc);
        starvation.begin();
        starvation.look();
        assertThat(starvation.nanos()).isNegative();
    }

    private void put(String thread, long waited) throws IOException {
        Path folder = Files.createDirectories(
                proc.resolve(ProcessHandle.current().pid() + "/task").resolve(thread));
        Files.writeString(folder.resolve("schedstat"), "12345 " + waited + " 17\n");
    }
}
