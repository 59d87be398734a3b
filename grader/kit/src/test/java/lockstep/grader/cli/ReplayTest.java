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
import lockstep.grader.language.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An interleaving that is run again from the command line. */
class ReplayTest {

    private static final String CHECK = "lockedcounter.race.increment-increment";

    @TempDir
    Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int replay(Path folder, String check, String schedule) {
        out.reset();
        err.reset();
        Surroundings surroundings = new Surroundings(
                home,
                new Surroundings.Terminal(false, false, 80),
                new Surroundings.Streams(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)),
                new Surroundings.Time(Clock.systemUTC(), System::nanoTime),
                Map.of(),
                Language.ENGLISH);
        return Main.run(
                surroundings,
                42,
                "replay",
                folder.toString(),
                "--check",
                check,
                "--schedule",
                schedule,
                "--seed",
                "2a");
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static Path submission(String name) {
        return Path.of("src/test/submissions/lockedcounter").resolve(name);
    }

    @Test
    void the_failure_comes_up_again_and_is_shown_step_by_step() {
        assertThat(replay(submission("c1-no-lock"), CHECK, "8.1")).isEqualTo(3);
        assertThat(out())
                .contains("came up again")
                .containsSubsequence("thread A", "thread B", "read value = 0", "read value = 0", "write value = 1")
                .contains("both read value = 0 before either wrote 1")
                .contains("C1");
        assertThat(err()).isEmpty();
    }

    @Test
    void a_mended_program_is_told_so_and_what_to_do_next() {
        assertThat(replay(Path.of("../../solutions"), CHECK, "1.1")).isEqualTo(0);
        assertThat(out().replaceAll("\\s+", " "))
                .contains("In this order nothing goes wrong")
                .contains("It may be mended")
                .contains("./grade ../../solutions --only lockedcounter --seed 2a");
    }

    @Test
    void a_schedule_that_does_not_fit_is_told_from_one_that_passes() {
        assertThat(replay(Path.of("../../solutions"), CHECK, "8.1-zz.1")).isEqualTo(0);
        assertThat(out().replaceAll("\\s+", " "))
                .contains("could not be run to its end")
                .contains("The failure did not come up again")
                .contains("it may be mended")
                .contains("run the whole check");
    }

    @Test
    void what_cannot_be_replayed_is_refused_with_what_can() {
        Path folder = submission("c1-no-lock");
        assertThat(replay(folder, "lockedcounter.race.increment-incremen", "8.1"))
                .isEqualTo(2);
        assertThat(err()).contains("did you mean " + CHECK);
        assertThat(replay(folder, "lockedcounter.race.nothing-of-the-kind", "8.1"))
                .isEqualTo(2);
        assertThat(err()).contains(CHECK);
        assertThat(replay(folder, "counter.race.increment-increment", "8.1")).isEqualTo(2);
        assertThat(err()).contains("no exercise").contains("lockedcounter");
        assertThat(replay(folder, "lockedcounter.correctness.counts", "8.1")).isEqualTo(2);
        assertThat(err()).contains("correctness check").contains("only race checks");
        assertThat(out()).isEmpty();
    }

    @Test
    void what_is_no_schedule_is_refused() {
        for (String schedule : new String[] {"", "5", "5.", "8.1-", "a b", "8.1;ls", "99999999999.1", "+5.1"}) {
            assertThat(replay(submission("c1-no-lock"), CHECK, schedule))
                    .as(schedule)
                    .isEqualTo(2);
            assertThat(err()).contains("--schedule");
        }
    }

    @Test
    void a_place_without_a_submission_is_unusable_input() throws IOException {
        assertThat(replay(home.resolve("nowhere"), CHECK, "8.1")).isEqualTo(65);
        assertThat(err()).contains("nowhere");
        Path broken = Files.createDirectories(home.resolve("broken"));
        Files.writeString(
                broken.resolve("LockedCounter.java"),
                "package lockstep.lockedcounter;\npublic final class LockedCounter { int }\n");
        assertThat(replay(broken, CHECK, "8.1")).isEqualTo(65);
        assertThat(err()).contains("LockedCounter.java:2");
    }
}
