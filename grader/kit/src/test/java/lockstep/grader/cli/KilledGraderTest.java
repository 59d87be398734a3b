package lockstep.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import lockstep.grader.worker.sandbox.Rung;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A grader that is killed runs no hooks: what it has started must see for itself that it is gone. */
@EnabledOnOs(OS.LINUX)
class KilledGraderTest {

    private static final Path HANGING = Path.of("src/test/submissions-hanging");

    /** What the threads of {@link #HANGING} are called, which the kernel knows, too. */
    private static final String MARK = "hanging";

    private static final int PATIENCE_SECONDS = 180;

    /** Stands in the command line of whatever the grader starts, as its scratch folders are in it. */
    @TempDir
    private Path own;

    @AfterEach
    void end_what_is_left() {
        processes().forEach(ProcessHandle::destroyForcibly);
    }

    @ParameterizedTest
    @EnumSource
    void its_workers_are_gone_on(Rung rung) throws IOException, InterruptedException {
        expectNothingSurvives(rung, "threadedsum", 1);
    }

    /** With limits only the worker is killed at once, and so cannot see to its children any more. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "LIMITS")
    void the_children_that_a_submission_started_are_gone_on(Rung rung) throws IOException, InterruptedException {
        expectNothingSurvives(rung, "processqueuesum", 2);
    }

    private void expectNothingSurvives(Rung rung, String slug, int hanging) throws IOException, InterruptedException {
        assumeTrue(EndToEnd.sandbox(rung.word()).rung() == rung, rung + " does not hold here");
        // Where the grader is root, student code runs as somebody else.
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx--x--x"));
        Process grader = start(rung, slug);
        await("student code to hang", () -> {
            assertThat(grader.isAlive()).as("the grader is at work").isTrue();
            return processes().filter(KilledGraderTest::hangs).count() >= hanging;
        });
        List<ProcessHandle> below = grader.descendants().toList();
        assertThat(below).anyMatch(KilledGraderTest::hangs);
        grader.destroyForcibly().waitFor();
        await(
                "all processes to be gone",
                () -> below.stream().noneMatch(ProcessHandle::isAlive)
                        && processes().findAny().isEmpty());
    }

    private Process start(Rung rung, String slug) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + own,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--only",
                        slug,
                        "--isolation",
                        rung.word(),
                        "--out",
                        own.resolve("feedback.json").toString(),
                        HANGING.resolve(slug).toString())
                .redirectErrorStream(true)
                .redirectOutput(own.resolve("said.txt").toFile())
                .start();
    }

    /** Returns the processes that name this test's folder, wherever below the grader they are or have been. */
    private Stream<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(each ->
                        read(Path.of("/proc", each.pid() + "", "cmdline")).contains(own.toString()));
    }

    private static boolean hangs(ProcessHandle process) {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", process.pid() + "", "task"))) {
            for (Path thread : threads) {
                if (read(thread.resolve("comm")).strip().equals(MARK)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            // It has just ended.
            return false;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private void await(String what, BooleanSupplier event) throws InterruptedException {
        long from = System.nanoTime();
        while (!event.getAsBoolean()) {
            assertThat(System.nanoTime() - from)
                    .as(() -> "waited for " + what + "; left: "
                            + processes()
                                    .map(each -> each.pid() + " "
                                            + each.info().command().orElse("?"))
                                    .toList()
                            + "; the grader said: " + read(own.resolve("said.txt")))
                    .isLessThan(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
