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
    private record Run(int status, String err) {}

    private Run run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dlockstep.home=" + temp,
                "-cp",
                System.getProperty("java.class.path"),
                "lockstep.grader.cli.Main"));
        command.addAll(List.of(arguments));
        Path err = temp.resolve("err.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(temp.resolve("out.txt").toFile())
                .redirectError(err.toFile())
                .start();
        return new Run(process.waitFor(), Files.readString(err));
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
