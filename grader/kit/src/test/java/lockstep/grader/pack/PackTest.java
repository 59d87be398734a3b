package lockstep.grader.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The example pack, and packs that cannot be used, as the command line meets them: in processes of their own. */
class PackTest {

    private static final Path EXAMPLE = Path.of("src/it/boundedbuffer");
    private static final String CONTRACT = "checks/course/boundedbuffer/checks/BufferContract.java";

    @TempDir
    Path temp;

    @Test
    void the_examples_solution_has_full_marks_and_its_stub_none() throws Exception {
        Path pack = copy("buffer");

        assertThat(points(pack, "solution")).isEqualTo(100);
        assertThat(points(pack, "exercise")).isEqualTo(0);
    }

    @Test
    void a_starter_with_a_pack_has_its_stub_and_a_grader_that_knows_it() throws Exception {
        Path pack = copy("buffer");
        Path grader = temp.resolve("grader.jar");
        JarFiles.write(grader, java.util.Map.of("META-INF/services/x", "kit".getBytes(StandardCharsets.UTF_8)));
        Path starter = temp.resolve("starter");

        Run run = run("starter", "--pack", pack.toString(), "--out", starter.toString(), "--jar", grader.toString());

        assertThat(run.status()).as(run.err()).isEqualTo(0);
        assertThat(starter.resolve("exercises/src/main/java/course/boundedbuffer/BoundedBuffer.java"))
                .exists();
        assertThat(starter.resolve("exercises/src/main/java/lockstep/lockedcounter/LockedCounter.java"))
                .exists();
        assertThat(JarFiles.read(starter.resolve(".lockstep/grader.jar")))
                .containsKeys(
                        "META-INF/services/x",
                        "course/boundedbuffer/checks/BufferContract.class",
                        "lockstep/kit/reference/course/boundedbuffer/BoundedBuffer.class");
    }

    @Test
    void two_packs_with_an_exercise_of_one_name_are_refused_by_name() throws Exception {
        Path one = copy("one");
        Path other = copy("other");
        for (Path file : PackFolder.all(other)) {
            if (Files.isRegularFile(file)) {
                Files.writeString(file, Files.readString(file).replace("course.boundedbuffer", "course.other"));
            }
        }

        Run run = run("list", "--pack", one.toString(), "--pack", other.toString());

        assertThat(run.status()).isEqualTo(65);
        assertThat(run.err())
                .contains("course.boundedbuffer.checks.BufferPack and course.other.checks.BufferPack both have");
    }

    @Test
    void two_packs_with_one_class_are_refused_by_its_name() throws Exception {
        Run run = run("list", "--pack=" + copy("one"), "--pack=" + copy("other"));

        assertThat(run.status()).isEqualTo(65);
        assertThat(run.err()).contains("both have the class course.boundedbuffer.");
    }

    @Test
    void a_pack_that_does_not_compile_is_told_by_file_and_line() throws Exception {
        Path pack = copy("broken");
        Path contract = pack.resolve(CONTRACT);
        Files.writeString(contract, Files.readString(contract).replace("Model::take", "Model::gone"));

        Run run = run("list", "--pack", pack.toString());

        assertThat(run.status()).isEqualTo(65);
        assertThat(run.err()).containsPattern("BufferContract\\.java:\\d+: ");
        assertThat(pack.resolve("target")).doesNotExist();
    }

    @Test
    void a_new_pack_is_proven_by_its_check_and_a_change_of_its_solution_is_not() throws Exception {
        Path pack = temp.resolve("mine");
        assertThat(run("pack", "new", "switch1", "--out", pack.toString()).status())
                .isEqualTo(0);
        Run proven = run("pack", "check", pack.toString(), "--repeat", "1");
        assertThat(proven.status()).as(proven.out() + proven.err()).isEqualTo(0);
        assertThat(proven.out())
                .contains("ok      the solution has full marks", "ok      mutant [two-are-first]", "caught")
                .doesNotContain("WRONG");

        Path solution = pack.resolve("solution/switch1/Switch1.java");
        Files.writeString(solution, Files.readString(solution).replace("count++", "count += 2"));
        Run broken = run("pack", "check", pack.toString(), "--repeat=1");

        assertThat(broken.status()).isEqualTo(4);
        assertThat(broken.out())
                .contains("WRONG   the solution has full marks")
                .contains("switch1.correctness.turns FAILED");
    }

    @Test
    void a_new_pack_takes_no_folder_that_is_taken() throws Exception {
        Path pack = copy("buffer");

        assertThat(run("pack", "new", "fresh", "--out", pack.toString()).status())
                .isEqualTo(65);
        assertThat(pack.resolve("exercise/fresh")).doesNotExist();
    }

    @Test
    void the_page_on_adding_an_exercise_has_the_whole_example() throws IOException {
        String page = Files.readString(Path.of("../../.github/CONTRIBUTING.md"));
        for (Path file : PackFolder.all(EXAMPLE)) {
            if (Files.isRegularFile(file)
                    && !file.endsWith("README.md")
                    && !file.startsWith(EXAMPLE.resolve("target"))) {
                assertThat(page)
                        .as(file.toString())
                        .contains(Files.readString(file).strip());
            }
        }
    }

    private int points(Path pack, String folder) throws Exception {
        Path feedback = temp.resolve(folder + ".json");
        Run run = run(
                pack.resolve(folder).toString(),
                "--pack=" + pack,
                "--only",
                "boundedbuffer",
                "--format",
                "json=" + feedback);
        assertThat(run.status()).as(run.err()).isEqualTo(0);
        JsonNode read = JsonMapper.shared().readTree(Files.readString(feedback));
        return (int) read.at("/score").asDouble();
    }

    /** What came of a command. */
    private record Run(int status, String out, String err) {}

    private Run run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dlockstep.home=" + temp,
                "-cp",
                System.getProperty("java.class.path"),
                "lockstep.grader.cli.Main"));
        command.addAll(List.of(arguments));
        Path out = temp.resolve("out.txt");
        Path err = temp.resolve("err.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new Run(process.waitFor(), Files.readString(out), Files.readString(err));
    }

    /** Builds leave nothing in the sources of this project. */
    private Path copy(String name) throws IOException {
        Path copy = temp.resolve(name);
        try (Stream<Path> all = Files.walk(EXAMPLE)) {
            for (Path each : all.toList()) {
                if (!each.startsWith(EXAMPLE.resolve("target"))) {
                    Files.copy(each, copy.resolve(EXAMPLE.relativize(each).toString()));
                }
            }
        }
        return copy;
    }
}
