package lockstep.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import lockstep.grader.catalog.lab.Experiments;
import lockstep.grader.language.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LabTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void the_solutions_do_all_experiments() throws IOException {
        Path page = folder.resolve("lab.html");
        assertThat(lab("../../solutions", "--sleepless", "--html", page.toString()))
                .isZero();
        assertThat(out())
                .contains("two threads, one global lock", "three processes", "3.18 s")
                .contains("Who sleeps needs no core", "then it is 1 here", "it is 2 there, and 0 here")
                .contains("by semaphores", "10 child JVMs", "still here", page.toString())
                .containsPattern("two processes +processes \\d+")
                .doesNotContain("not written", "did not come to its end");
        // Where a line is wrapped depends on what came first.
        assertThat(out().replaceAll("\\s+", " ")).contains("ended with status 3");
        assertThat(Files.readString(page))
                .contains("Who does the work", "a pool of two threads")
                .doesNotContain("http://", "https://", "src=");
        JsonNode figures = JsonMapper.shared().readTree(Files.readString(folder.resolve("target/lockstep/lab.json")));
        assertThat(figures.at("/experiments").size())
                .isEqualTo(Experiments.all().size());
        assertThat(figures.at("/experiments/0/rows/1/values/0").asDouble()).isPositive();
    }

    @Test
    void what_is_not_written_is_left_out() {
        assertThat(lab(
                        "../../exercises",
                        "--sleepless",
                        "--html",
                        folder.resolve("lab.html").toString()))
                .isZero();
        assertThat(out()).contains("not written yet", "two threads, one global lock");
    }

    @Test
    void a_folder_without_exercises_is_refused_in_words() {
        assertThat(lab(folder.toString())).isEqualTo(ExitStatus.UNUSABLE_INPUT.code());
        assertThat(out()).contains("expected at least one of").doesNotContain("a bug of the grader");
    }

    private int lab(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "lab";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Surroundings surroundings = new Surroundings(
                folder,
                new Surroundings.Terminal(false, false, 100),
                new Surroundings.Streams(stream, stream),
                new Surroundings.Time(Clock.systemUTC(), System::nanoTime),
                Map.of(),
                Language.ENGLISH);
        return Main.run(surroundings, 42, all);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
