package lockstep.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.classroom.Starter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launchers, with programs in place of Java and Maven that only tell how they were called. */
class LauncherTest {

    private static final String SOURCE = "grader/kit/src/main/A.java";

    @TempDir
    Path temp;

    private Path kit = Path.of("");
    private Path starter = Path.of("");
    private Path forClass = Path.of("");

    @BeforeEach
    void lay_out_the_repositories() throws IOException {
        assumeTrue(find("sh").isPresent(), "no shell here");
        program("jdk/bin/java", "echo \"$LC_ALL|$*\"; exit 101");
        program(
                "tools/mvn",
                "echo called >>'" + temp
                        + "/builds'; mkdir -p grader/kit/target; echo jar >grader/kit/target/grader.jar");
        // A blank in every path that the launchers have to quote.
        kit = temp.resolve("the kit");
        for (String file : List.of(
                "grader/pom.xml",
                "grader/engine/pom.xml",
                "grader/engine/src/main/A.java",
                "grader/kit/pom.xml",
                SOURCE,
                "solutions/src/main/A.java")) {
            Files.createDirectories(kit.resolve(file).getParent());
            Files.writeString(kit.resolve(file), "");
        }
        Files.copy(Path.of("../../grade"), kit.resolve("grade"));
        starter = temp.resolve("the starter");
        forClass = temp.resolve("the class");
        Path jar = Files.writeString(temp.resolve("any.jar"), "a grader");
        Starter files = new Starter(jar, null, AllExercises.catalog(), Set.of());
        files.write(starter);
        files.writeForClass(forClass);
    }

    @Test
    void any_shell_starts_them_without_permission_to_run_them() throws Exception {
        for (List<String> shell : shells()) {
            for (Path folder : List.of(kit, starter)) {
                assertThat(folder.resolve("grade").toFile().setExecutable(false, false))
                        .isTrue();
                assertStarts(folder, with(shell, "grade", "a b", "--fail-under", "1"), "-jar", "a b --fail-under 1");
            }
            assertStarts(
                    temp,
                    with(shell, "the class/grade-class", "part", "2/8"),
                    "class submissions --out report --shard 2/8");
        }
    }

    @Test
    void they_find_their_folder_behind_links() throws Exception {
        Path elsewhere = Files.createDirectories(temp.resolve("bin"));
        Files.createSymbolicLink(elsewhere.resolve("kit"), Path.of("../the kit/grade"));
        Files.createSymbolicLink(elsewhere.resolve("first"), starter.resolve("grade"));
        Files.createSymbolicLink(elsewhere.resolve("starter"), Path.of("first"));
        Files.createSymbolicLink(elsewhere.resolve("class"), Path.of("../the class/grade-class"));
        for (List<String> shell : shells()) {
            assertStarts(temp, with(shell, "bin/kit"), "-Dlockstep.home=" + kit.toRealPath() + " ");
            assertStarts(elsewhere, with(shell, "starter"), "-Dlockstep.home=" + starter.toRealPath() + " ");
            assertStarts(temp, with(shell, "bin/class", "collect"), "class submissions --out report --collect");
        }
    }

    @Test
    void busybox_is_all_that_they_need() throws Exception {
        Optional<Path> busybox = find("busybox");
        assumeTrue(busybox.isPresent(), "no busybox here");
        Path only = Files.createDirectories(temp.resolve("only"));
        Path itself = Files.copy(busybox.get(), only.resolve("itself"), StandardCopyOption.COPY_ATTRIBUTES);
        for (String tool : run(only, System.getenv("PATH"), List.of("busybox", "--list"))
                .output()
                .lines()
                .toList()) {
            Files.createSymbolicLink(only.resolve(tool), itself.getFileName());
        }
        String path = only + File.pathSeparator + temp.resolve("tools");
        for (Path folder : List.of(kit, starter)) {
            Ended ended = run(folder, path, List.of(only.resolve("sh").toString(), "grade", "x"));
            assertThat(ended.output()).contains("C.UTF-8|").endsWith(" x\n");
            assertThat(ended.status()).isEqualTo(1);
        }
    }

    @Test
    void a_source_dated_in_the_future_is_built_once() throws Exception {
        Files.setLastModifiedTime(
                kit.resolve(SOURCE), FileTime.from(Instant.now().plusSeconds(100_000)));
        for (int i = 0; i < 2; i++) {
            assertStarts(kit, List.of("sh", "grade"), "-jar");
        }
        assertThat(temp.resolve("builds")).hasContent("called\n");

        Files.setLastModifiedTime(kit.resolve(SOURCE), FileTime.from(Instant.now()));
        assertStarts(kit, List.of("sh", "grade"), "-jar");
        assertThat(temp.resolve("builds")).as("and again when it changes").hasContent("called\ncalled\n");
    }

    @Test
    void every_line_ends_as_its_reader_wants_it() throws IOException {
        assertThat(Files.readString(starter.resolve("grade"))).doesNotContain("\r");
        assertThat(Files.readString(starter.resolve("grade.cmd")).replace("\r\n", ""))
                .doesNotContain("\n", "\r");
        assertThat(Files.readString(starter.resolve(".gitattributes")))
                .contains("* text=auto eol=lf", "*.cmd text eol=crlf");
    }

    private void assertStarts(Path folder, List<String> command, String... called) throws Exception {
        Ended ended = run(folder, temp.resolve("tools") + File.pathSeparator + System.getenv("PATH"), command);
        assertThat(ended.output()).as("%s", command).contains("C.UTF-8|").contains(called);
        assertThat(ended.status()).as("%s", command).isEqualTo(1);
    }

    private static List<List<String>> shells() {
        return List.of(List.of("sh"), List.of("dash"), List.of("bash"), List.of("busybox", "sh")).stream()
                .filter(shell -> find(shell.get(0)).isPresent())
                .toList();
    }

    private static List<String> with(List<String> shell, String... arguments) {
        List<String> command = new ArrayList<>(shell);
        command.addAll(List.of(arguments));
        return command;
    }

    private static Optional<Path> find(String tool) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private void program(String name, String script) throws IOException {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** How a program ended, and all that it said. */
    private record Ended(int status, String output) {}

    private Ended run(Path folder, String path, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("PATH", path);
        builder.environment().put("LC_ALL", "POSIX");
        builder.environment().put("CDPATH", "..");
        builder.environment().put("JAVA_HOME", temp.resolve("jdk").toString());
        builder.environment().put("JAVA_HOME_17_X64", "");
        builder.environment().remove("SEED");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), output);
    }
}
