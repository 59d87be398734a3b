package lockstep.grader.check.speedup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuTicksTest {

    @Test
    void readsBehindAnyName() {
        String stat = "4711 (a name) 1 2) S 1 4711 4711 0 -1 4194560 900 0 0 0 30 12 200 5 20 0 1 0 100 1 1\n";

        assertThat(CpuTicks.of(stat)).isEqualTo(new CpuTicks(42, 205));
    }

    @Test
    void tellsWhatWasUsedSince() {
        assertThat(new CpuTicks(50, 300).since(new CpuTicks(42, 205))).isEqualTo(new CpuTicks(8, 95));
    }
}
