package lockstep.grader.catalog.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lockstep.grader.report.LabReport.Row;
import org.junit.jupiter.api.Test;

/** What experiments make of figures; the figures themselves are {@code LabTest}'s. */
class ExperimentsTest {

    private static String conclusion(String id, Row... rows) {
        return Experiments.all().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow()
                .conclusion(Arrays.asList(rows));
    }

    @Test
    void conclusions_are_computed_from_the_figures() {
        assertThat(conclusion(
                        "sum",
                        Row.of("", "", 100.0, 80.0),
                        Row.of("", "", 60.0, 40.0),
                        Row.of("", "", 90.0, 80.0),
                        Row.of("", "", 200.0, 160.0)))
                .isEqualTo(
                        "Two threads were 2.0 times as fast as one, under one global lock 1.0 times, and two processes,"
                                + " which have to be started, 0.5 times.");
        assertThat(conclusion(
                        "switch",
                        Row.of("", "", 1.0, 0.0),
                        Row.of("", "", 200.0, 40_000.0),
                        Row.of("", "", 300.0, 40_000.0)))
                .contains("took 5 microseconds", "1.5 times as long");
        assertThat(conclusion(
                        "start",
                        Row.of("", "", 1.0, 10.0, 10.0),
                        Row.of("", "", 1.0, 100.0, 100.0),
                        Row.of("", "", 10.0, 1_000.0, 1_000.0),
                        Row.of("", "", 100.0, 1.0, 1.0),
                        Row.of("", "", 300.0, 1.0, 1.0),
                        Row.of("", "", 500.0, 400_000.0, 200_000.0)))
                .contains("500 times as long", "2000 times the memory");
        assertThat(conclusion("which", Row.of("", "", 10.0, 10.0), Row.of("", "", 5.0, 5.0), Row.of("", "", 4.0, 2.5)))
                .contains("threads was 2.0 times", "processes 2.5 times", "waiting 2.0 times and 4.0 times");
    }

    @Test
    void nothing_is_concluded_from_what_is_missing() {
        Row missing = new Row("", "", List.of(), "not written yet, or wrong");
        assertThat(conclusion("sum", Row.of("", "", 1.0, 1.0), missing, missing, missing))
                .isEmpty();
        assertThat(conclusion("sleep", Row.of("", "", 1.0), missing, missing)).isEmpty();
        assertThat(conclusion("share", Row.told("", "then it is 0 here"), Row.told("", "it is 2 there, and 0 here")))
                .isEmpty();
    }

    @Test
    void the_parts_of_memory_are_told_by_address_rights_and_file() {
        List<String> smaps = """
                e0000000-e2000000 rw-p 00000000 00:00 0
                Rss:                2000 kB
                7f00000000-7f00100000 rwxp 00000000 00:00 0
                Rss:                 300 kB
                7f10000000-7f10100000 rw-p 00000000 00:00 0
                Rss:                  88 kB
                7f20000000-7f20100000 rw-p 00000000 00:00 0
                Rss:                  50 kB
                7f30000000-7f30100000 r-xp 00000000 08:01 99                             /lib/libjvm.so
                Rss:                 900 kB
                7f30100000-7f30200000 rw-p 00000000 08:01 99                             /lib/libjvm.so
                Rss:                  10 kB
                7f30200000-7f30300000 ---p 00000000 00:00 0
                Rss:                   0 kB
                7ffe0000000-7ffe0021000 rw-p 00000000 00:00 0                            [stack]
                Rss:                  32 kB
                """.lines().toList();
        String heap =
                " def new generation   total 9792K, used 1K [0x00000000e0000000, 0x00000000e0aa0000, 0x00000000eaaa0000)\n"
                        + " tenured generation   total 21888K [0x00000000eaaa0000, 0x00000000ec000000, 0x0000000100000000)";

        List<Row> rows =
                MemoryMap.of(smaps, heap, Map.of("worker-1", 0x7f100a0000L)).rows();

        assertThat(rows)
                .containsExactly(
                        Row.of("stack: who started the JVM", "", 32.0),
                        Row.of("data: the JVM and its libraries", "", 10.0),
                        Row.of("code: the JVM and its libraries", "", 900.0),
                        Row.of("the rest: loaded classes, other stacks, buffers", "", 50.0),
                        Row.of("stack: thread worker-1", "", 88.0),
                        Row.of("code: compiled methods", "", 300.0),
                        Row.of("heap: objects and static fields", "", 2000.0));
    }
}
