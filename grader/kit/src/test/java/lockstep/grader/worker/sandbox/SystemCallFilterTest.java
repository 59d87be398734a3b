package lockstep.grader.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SystemCallFilterTest {

    private static final Tools TOOLS = Tools.ofThisMachine("");
    private static final Ladder LADDER = Ladder.ofThisMachine("");
    private static final Rung RUNG = TOOLS.root() ? Rung.BUBBLEWRAP_AS_ROOT : Rung.BUBBLEWRAP;

    private static final int X86_64 = 0xC000_003E;
    private static final int AARCH64 = 0xC000_00B7;
    private static final int I386 = 0x4000_0003;
    private static final int NEW_USER = 0x1000_0000;

    /** The flags of a new thread in the C library. */
    private static final int NEW_THREAD = 0x003d_0f00;

    @ParameterizedTest
    @CsvSource({
        "ptrace, 101, 117",
        "bpf, 321, 280",
        "unshare, 272, 97",
        "mount, 165, 40",
        "io_uring_setup, 425, 425",
        "keyctl, 250, 219",
        "vhangup, 153, 58"
    })
    void what_no_jvm_calls_is_refused(String name, int x86, int arm) {
        assertThat(ask("amd64", X86_64, x86, 0)).as(name).isEqualTo("errno 1");
        assertThat(ask("aarch64", AARCH64, arm, 0)).as(name).isEqualTo("errno 1");
    }

    @ParameterizedTest
    @CsvSource({"read, 0, 63", "futex, 202, 98", "mmap, 9, 222", "execve, 59, 221", "prlimit64, 302, 261"})
    void what_a_jvm_calls_is_allowed(String name, int x86, int arm) {
        assertThat(ask("amd64", X86_64, x86, 0)).as(name).isEqualTo("allowed");
        assertThat(ask("aarch64", AARCH64, arm, 0)).as(name).isEqualTo("allowed");
    }

    @Test
    void threads_can_be_made_and_namespaces_cannot() {
        assertThat(ask("amd64", X86_64, 56, NEW_THREAD)).isEqualTo("allowed");
        assertThat(ask("amd64", X86_64, 56, NEW_USER | NEW_THREAD)).isEqualTo("errno 1");
        assertThat(ask("aarch64", AARCH64, 220, NEW_THREAD)).isEqualTo("allowed");
        assertThat(ask("aarch64", AARCH64, 220, NEW_USER)).isEqualTo("errno 1");
        assertThat(ask("amd64", X86_64, 435, 0))
                .as("clone3, as on an old kernel")
                .isEqualTo("errno 38");
    }

    @Test
    void calls_by_other_conventions_are_refused() {
        assertThat(ask("amd64", I386, 4, 0)).isEqualTo("errno 1");
        assertThat(ask("amd64", X86_64, 0x4000_0000, 0))
                .as("read, by its second number")
                .isEqualTo("errno 1");
        assertThat(ask("aarch64", X86_64, 63, 0)).isEqualTo("errno 1");
    }

    @Test
    void an_unknown_processor_has_no_filter() {
        assertThat(SystemCallFilter.of("riscv64")).isEmpty();
    }

    /** Runs the program as the kernel would. */
    private static String ask(String processor, int architecture, int call, int argument) {
        ByteBuffer steps = ByteBuffer.wrap(
                        SystemCallFilter.of(processor).orElseThrow().program())
                .order(ByteOrder.LITTLE_ENDIAN);
        int loaded = 0;
        for (int at = 0; ; at++) {
            int operand = steps.getInt(8 * at + 4);
            boolean jumps;
            switch (steps.getShort(8 * at)) {
                case 0x20 -> {
                    loaded = operand == 0 ? call : operand == 4 ? architecture : argument;
                    continue;
                }
                case 0x06 -> {
                    return operand == 0x7fff_0000 ? "allowed" : "errno " + (operand - 0x0005_0000);
                }
                case 0x15 -> jumps = loaded == operand;
                case 0x35 -> jumps = Integer.compareUnsigned(loaded, operand) >= 0;
                case 0x45 -> jumps = (loaded & operand) != 0;
                default -> throw new AssertionError("not in this program: step " + at);
            }
            at += Byte.toUnsignedInt(steps.get(8 * at + (jumps ? 2 : 3)));
        }
    }

    @TempDir
    private Path home;

    /** The second one is possible for every user and everywhere, so that nothing else than the filter stops it. */
    @ParameterizedTest
    @ValueSource(strings = {"unshare --user", "setarch --addr-no-randomize"})
    @EnabledOnOs(OS.LINUX)
    void the_kernel_refuses_it(String program) throws IOException, InterruptedException {
        Sandbox sandbox = LADDER.best(RUNG);
        assumeTrue(sandbox.rung() == RUNG, RUNG + " does not hold here");
        assertThat(sandbox.filtersSystemCalls()).isTrue();
        assertThat(run(sandbox, program)).contains("Operation not permitted");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_kernel_would_not_refuse_it_by_itself() throws IOException, InterruptedException {
        assumeTrue(LADDER.best(RUNG).rung() == RUNG, RUNG + " does not hold here");
        Sandbox unfiltered = new Sandbox(RUNG, new Wrapping(TOOLS, null));
        assertThat(run(unfiltered, "setarch --addr-no-randomize")).isEmpty();
    }

    private String run(Sandbox sandbox, String program) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(program.split(" ")));
        Path tool = TOOLS.find(words.remove(0)).orElseThrow();
        Path nothing = TOOLS.find("true").orElseThrow();
        words.add(0, tool.toString());
        words.add(nothing.toString());
        Box box = new Box(List.of(tool, nothing), Files.createDirectory(home.resolve("scratch")), 64, 3);
        Process process = new ProcessBuilder(sandbox.wrap(box, words))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(said.isEmpty() ? 0 : 1);
        return said;
    }
}
