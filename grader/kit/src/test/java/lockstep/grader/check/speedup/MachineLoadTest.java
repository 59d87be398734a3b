package lockstep.grader.check.speedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lockstep.grader.verdict.Evidence.Noise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineLoadTest {

    @TempDir
    Path proc;

    @Test
    void what_others_use_is_what_is_busy_and_not_ours() throws IOException {
        MachineLoad before = load("cpu  100 0 50 1000 10 0 0 5 0 0", "60 20 10 5");
        MachineLoad after = load("cpu  250 0 60 1030 10 0 0 15 0 0", "130 30 20 5");
        Noise noise = after.since(before, 3);
        // 200 ticks of two cores: 160 busy, of which 90 ours, 30 idle, 10 stolen.
        assertThat(noise.freeCores()).isCloseTo(2 * (1 - 70.0 / 200), within(1e-9));
        assertThat(noise.stolenPercent()).isCloseTo(5, within(1e-9));
        assertThat(noise.waitedPercent()).isEqualTo(3);
    }

    @Test
    void others_leave_little_when_they_have_more_than_three_quarters() throws IOException {
        MachineLoad before = load("cpu  100 0 0 1000 0 0 0 0 0 0", "0 0 0 0");
        assertThat(load("cpu  300 0 0 1000 0 0 0 0 0 0", "40 0 0 0").leftLittleSince(before))
                .isTrue();
        assertThat(load("cpu  300 0 0 1000 0 0 0 0 0 0", "60 0 0 0").leftLittleSince(before))
                .isFalse();
        assertThat(load("cpu  220 0 0 1080 0 0 0 0 0 0", "0 0 0 0").leftLittleSince(before))
                .isFalse();
    }

    @Test
    void a_system_without_such_files_tells_nothing() {
        assertThat(MachineLoad.read(proc)).isEmpty();
    }

    private MachineLoad load(String all, String own) throws IOException {
        Files.writeString(proc.resolve("stat"), all + "\ncpu0 1 2 3\ncpu1 1 2 3\nintr 7\n");
        Files.createDirectories(proc.resolve("self"));
        Files.writeString(
                proc.resolve("self/stat"), "12 (a (b) c) S 1 1 1 0 -1 4194560 1 2 3 4 " + own + " 20 0 1 0 55\n");
        return MachineLoad.read(proc).orElseThrow();
    }
}
