package lockstep.grader.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lockstep.fixture.Escape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SandboxTest {

    private static final Ladder LADDER = Ladder.ofThisMachine(System.getenv().getOrDefault("PATH", ""));

    @TempDir
    private Path home;

    @Test
    void the_best_rung_is_the_first_that_holds() {
        List<Ladder.Tried> tried = LADDER.climb();
        Rung first = tried.stream()
                .filter(Ladder.Tried::holds)
                .findFirst()
                .orElseThrow()
                .rung();
        assertThat(LADDER.best(Rung.BUBBLEWRAP).rung()).isEqualTo(first);
        assertThat(tried)
                .filteredOn(each -> !each.holds())
                .allSatisfy(each -> assertThat(each.why()).isNotBlank());
    }

    @ParameterizedTest
    @EnumSource
    void code_that_came_past_the_gate_is_held_by(Rung rung) throws IOException, InterruptedException {
        Sandbox sandbox = LADDER.best(rung);
        assumeTrue(sandbox.rung() == rung && rung != Rung.NONE, rung + " does not hold here");
        List<String> done = escape(sandbox);
        assertThat(done)
                .contains("done")
                .doesNotContain("have a token", "read the environment", "write a huge file", "write to /usr/lib");
        if (!rung.network()) {
            assertThat(done).doesNotContain("connect");
        }
        if (rung.ownProcessIds()) {
            assertThat(done).doesNotContain("see the grader");
        }
        if (rung.hidesFiles()) {
            assertThat(done).containsExactly("done");
            assertThat(home).isEmptyDirectory();
        }
    }

    private List<String> escape(Sandbox sandbox) throws IOException, InterruptedException {
        Path secret =
                Files.writeString(Files.createTempDirectory("lockstep-secret").resolve("answers.txt"), "42");
        Path scratch = Files.createTempDirectory("lockstep-escape");
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String classPath = System.getProperty("java.class.path");
            List<String> command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx64m",
                    "-XX:+UseSerialGC",
                    "-XX:+DisplayVMOutputToStderr",
                    "-Xlog:disable",
                    "-cp",
                    classPath,
                    Escape.class.getName(),
                    secret.toString(),
                    home.toString(),
                    Integer.toString(server.getLocalPort()),
                    Long.toString(ProcessHandle.current().pid()));
            List<Path> readable = List.of(classPath.split(File.pathSeparator)).stream()
                    .map(Path::of)
                    .toList();
            ProcessBuilder builder = new ProcessBuilder(sandbox.wrap(new Box(readable, scratch, 64, 7), command));
            builder.environment().clear();
            Process process = builder.directory(scratch.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return said.lines().toList();
        } finally {
            Files.delete(secret);
        }
    }
}
