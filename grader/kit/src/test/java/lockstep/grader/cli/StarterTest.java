package lockstep.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockstep.grader.language.Language;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The repository that students get, and the machinery around it, as a runner meets them. */
class StarterTest {

    private static final Path SOLUTIONS = Path.of("../../solutions/src/main/java");
    private static final String COUNTER = "exercises/src/main/java/lockstep/lockedcounter/LockedCounter.java";

    @TempDir
    Path temp;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Path starter = Path.of("");
    private Path bundle = Path.of("");
    private Path forClass = Path.of("");

    @BeforeEach
    void make_a_starter() throws IOException {
        starter = temp.resolve("starter");
        bundle = temp.resolve("bundle");
        forClass = temp.resolve("class");
        Path jar = jarOfTheseClasses();
        assertThat(run(
                        "starter",
                        "--out",
                        starter.toString(),
                        "--jar",
                        jar.toString(),
                        "--classroom50",
                        bundle.toString(),
                        "--class-workflow",
                        forClass.toString()))
                .as(err.toString(StandardCharsets.UTF_8))
                .isEqualTo(0);
    }

    @Test
    void it_holds_what_a_student_needs_and_neither_solution_nor_test_of_the_graders() throws IOException {
        List<String> files = files(starter);

        assertThat(files)
                .contains(
                        "README.md",
                        "pom.xml",
                        "grade",
                        "grade.cmd",
                        ".gitattributes",
                        ".gitignore",
                        ".github/workflows/grade.yml",
                        ".lockstep/grader.jar",
                        "exercises/pom.xml",
                        "exercises/ALLOWED.md",
                        "exercises/README.md",
                        COUNTER,
                        "exercises/src/main/java/lockstep/processqueuesum/Term.java",
                        "exercises/src/main/java/lockstep/poolmap/README.md",
                        "exercises/src/test/java/lockstep/poolmap/PoolMapTest.java")
                .noneMatch(file -> file.contains("solutions") || file.contains("submissions"))
                .noneMatch(file -> file.contains("grader/") || file.endsWith("expected.txt"));
        assertThat(starter.resolve("grade").toFile().canExecute()).isTrue();
        for (String line : telling(SOLUTIONS)) {
            for (String file : files) {
                if (!file.endsWith(".jar")) {
                    assertThat(Files.readString(starter.resolve(file)).lines().map(String::strip))
                            .as(file)
                            .doesNotContain(line);
                }
            }
        }
    }

    @Test
    void it_has_what_the_course_asked_for_and_nothing_else() throws IOException {
        assertThat(files(starter)).noneMatch(file -> file.contains("boundedbuffer"));
        Path more = temp.resolve("more");

        assertThat(run(
                        "starter",
                        "--pack",
                        "tutorials",
                        "--out",
                        more.toString(),
                        "--jar",
                        jarOfTheseClasses().toString()))
                .as(err.toString(StandardCharsets.UTF_8))
                .isEqualTo(0);

        assertThat(files(more))
                .contains(
                        COUNTER,
                        "exercises/src/main/java/lockstep/boundedbuffer/BoundedBuffer.java",
                        "exercises/src/main/java/lockstep/boundedbuffer/README.md",
                        "exercises/src/test/java/lockstep/boundedbuffer/BoundedBufferTest.java");
        for (String file : List.of("grade", "grade.cmd", ".github/workflows/grade.yml")) {
            assertThat(Files.readString(starter.resolve(file))).as(file).doesNotContain("--pack", "@PACKS@");
            assertThat(Files.readString(more.resolve(file))).as(file).contains(" --pack tutorials ");
        }
    }

    /** The lines of the solutions that a stub does not have too and that are no everyday lines. */
    private List<String> telling(Path solutions) throws IOException {
        String stubs = files(starter).stream()
                .filter(file -> file.endsWith(".java"))
                .map(file -> read(starter.resolve(file)))
                .collect(Collectors.joining("\n"));
        return files(solutions).stream()
                .filter(file -> file.endsWith(".java"))
                .flatMap(file -> read(solutions.resolve(file)).lines())
                .map(String::strip)
                .filter(line -> line.length() > 30 && !line.startsWith("import") && !line.startsWith("*"))
                .filter(line -> !stubs.contains(line))
                .distinct()
                .toList();
    }

    @Test
    void it_grades_itself_to_zero_with_friendly_words_and_nothing_to_complain_about() throws IOException {
        Path json = temp.resolve("f.json");
        assertThat(run(
                        starter.resolve("exercises").toString(),
                        "--out",
                        json.toString(),
                        "--html",
                        temp.resolve("f.html").toString()))
                .isEqualTo(0);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("0 of 400 points")
                .contains("Not written yet");
        JsonNode feedback = json(json);
        assertThat(feedback.get("submission").get("ignoredChanges")).isEmpty();
        assertThat(feedback.get("exercises").valueStream())
                .allMatch(it -> it.get("status").asString().equals("not-submitted"));
    }

    @Test
    void nothing_is_overwritten() throws IOException {
        assertThat(run("starter", "--out", starter.toString())).isEqualTo(2);
        assertThat(run("starter", "--out", temp.resolve("x").toString(), "--jar-url", "https://x.example/$(touch x)"))
                .isEqualTo(2);
        assertThat(temp.resolve("x")).doesNotExist();
    }

    @Test
    void what_cannot_be_written_is_told_and_nothing_is_left() throws IOException {
        String jar = temp.resolve("grader.jar").toString();
        Path file = Files.writeString(temp.resolve("file"), "mine");
        Path fresh = temp.resolve("fresh");
        for (List<String> wrong : List.of(
                List.of("--out", file.toString()),
                List.of("--out", file.resolve("below").toString()),
                List.of("--out", fresh.toString(), "--classroom50", file.toString()),
                List.of("--out", fresh.toString(), "--classroom50", starter.toString()),
                List.of("--out", fresh.toString(), "--class-workflow", starter.toString()),
                List.of(
                        "--out",
                        fresh.toString(),
                        "--classroom50",
                        fresh.resolve("bundle").toString()))) {
            List<String> arguments = new ArrayList<>(List.of("starter", "--jar", jar));
            arguments.addAll(wrong);
            assertThat(run(arguments.toArray(String[]::new))).as("%s", wrong).isEqualTo(2);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .startsWith("grade: " + wrong.get(wrong.size() - 2) + ": ")
                    .doesNotContain("bug of the grader");
            assertThat(fresh).doesNotExist();
        }
        assertThat(file).hasContent("mine");
    }

    @Test
    void the_instructors_repository_grades_in_parts_as_its_workflow_does() throws Exception {
        assertThat(files(forClass))
                .containsExactlyInAnyOrder(
                        ".github/workflows/class.yml",
                        ".gitignore",
                        ".lockstep/grader.jar",
                        "Containerfile",
                        ".gitattributes",
                        "grade",
                        "grade-class");
        assumeTools("sh", "sha256sum");
        // In place of Java, what tells how it was called.
        Path java = Files.createDirectories(temp.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(forClass.resolve("roster.csv"), "login\nada\n");
        Map<String, String> jdk =
                Map.of("JAVA_HOME", temp.resolve("jdk").toString(), "JAVA_HOME_17_X64", "", "SEED", "5");
        Shell shell = new Shell(forClass, jdk);
        String both = ".lockstep/grader.jar class submissions --out report --roster roster.csv --seed 5 ";
        assertThat(shell.run("sh", "grade-class", "part", "2/8").output().strip())
                .endsWith(both + "--shard 2/8");
        assertThat(shell.run("sh", "grade-class", "collect").output().strip()).endsWith(both + "--collect");
        assertThat(shell.run("sh", "grade-class", "colect").status()).isEqualTo(2);
        assertThat(Files.readString(forClass.resolve(".github/workflows/class.yml")))
                .contains("sh grade-class part ${{ matrix.part }}/${{ strategy.job-total }}", "sh grade-class collect");
    }

    @Test
    void the_launcher_refuses_another_grader() throws Exception {
        assumeTools("bash");
        Files.write(starter.resolve(".lockstep/grader.jar"), new byte[] {1, 2, 3});
        Shell.Ended ended = new Shell(starter, Map.of()).run("bash", "grade", "--version");
        assertThat(ended.status()).isEqualTo(69);
        assertThat(ended.output()).contains("not the grader that this repository was made with");
    }

    @Test
    void the_launcher_says_1_for_a_low_score_and_for_nothing_else() throws Exception {
        assumeTools("bash");
        Shell shell = new Shell(starter, Map.of());
        Shell.Ended low = shell.run("bash", "grade", "--fail-under", "1");
        assertThat(low.status()).as(low.output()).isEqualTo(1);
        Shell.Ended wrong = shell.run("bash", "grade", "--no-such-option");
        assertThat(wrong.status()).as(wrong.output()).isEqualTo(2);
        Shell.Ended broken = shell.run("bash", "-c", "ulimit -v 400000 && exec bash grade --version");
        assertThat(broken.status()).as(broken.output()).isEqualTo(70);
        assertThat(broken.output()).contains("too little memory");
    }

    @Test
    void the_autograder_takes_a_jvm_that_breaks_down_for_no_score() throws Exception {
        assumeTools("bash", "python3", "git");
        Path java = Files.createDirectories(temp.resolve("jvm/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nexit 1\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Shell.Ended ended = new Shell(
                        starter, Map.of("JAVA_HOME", temp.resolve("jvm").toString()))
                .run("python3", bundle.resolve("autograder.py").toString());
        assertThat(ended.status()).as(ended.output()).isEqualTo(70);
        assertThat(starter.resolve("result.json")).doesNotExist();
    }

    @Test
    void launcher_and_autograder_know_every_file_name_in_any_locale() throws Exception {
        assumeTools("bash", "python3", "git");
        Path stub = starter.resolve(COUNTER);
        Files.writeString(
                stub,
                Files.readString(stub)
                        .replace("public void increment() {", "public void increment() { new Z\u00e4hler();"));
        Files.writeString(
                stub.resolveSibling("Z\u00e4hler.java"),
                "package lockstep.lockedcounter;\n\nfinal class Z\u00e4hler { int }\n");
        Shell shell = new Shell(starter, Map.of("JAVA_HOME", System.getProperty("java.home")));
        for (List<String> command : List.of(
                List.of("bash", "grade", "--out", "feedback.json"),
                List.of("python3", bundle.resolve("autograder.py").toString()))) {
            Shell.Ended ended = shell.run(command.toArray(String[]::new));
            assertThat(ended.status()).as(ended.output()).isEqualTo(0);
            assertThat(Files.readString(starter.resolve("feedback.json")))
                    .contains("lockstep/lockedcounter/Z\u00e4hler.java");
            Files.delete(starter.resolve("feedback.json"));
        }
    }

    @Test
    void the_workflows_steps_run_on_a_students_commit() throws Exception {
        assumeTools("bash", "git", "sha256sum");
        String commit = commitABrokenCounter();
        Path runner = Files.createDirectories(temp.resolve("runner"));
        Map<String, String> environment = new HashMap<>(Map.of(
                "GITHUB_ACTIONS", "true",
                "GITHUB_SHA", commit,
                "GITHUB_WORKSPACE", starter.toString(),
                "GITHUB_STEP_SUMMARY", runner.resolve("summary").toString(),
                "GITHUB_OUTPUT", runner.resolve("output").toString(),
                "RUNNER_TEMP", runner.toString(),
                "JAVA_HOME", System.getProperty("java.home")));
        Map<?, ?> job = job();
        ((Map<?, ?>) Objects.requireNonNull(job.get("env")))
                .forEach((name, value) -> environment.put(String.valueOf(name), String.valueOf(value)));

        StringBuilder log = new StringBuilder();
        for (Object step : (List<?>) Objects.requireNonNull(job.get("steps"))) {
            Object script = ((Map<?, ?>) step).get("run");
            if (script != null) {
                // As the runner does.
                Path file = Files.writeString(runner.resolve("step.sh"), script.toString());
                Shell.Ended ended = new Shell(starter, environment)
                        .run("bash", "--noprofile", "--norc", "-eo", "pipefail", file.toString());
                assertThat(ended.status()).as(ended.output()).isEqualTo(0);
                log.append(ended.output());
            }
        }

        assertThat(log.toString().lines())
                .anyMatch(line -> line.matches("::error file=" + COUNTER.replace(".", "\\.") + ",line=23,title=.*"));
        assertThat(runner.resolve("summary"))
                .content()
                .contains("# Lockstep: 0 of 400")
                .contains("LockedCounter");
        String output = Files.readString(runner.resolve("output"));
        assertThat(output).startsWith("result=").hasLineCount(1);
        JsonNode result = JsonMapper.builder()
                .build()
                .readTree(Base64.getDecoder().decode(output.strip().substring("result=".length())));
        assertThat(result.get("max_score").asInt()).isEqualTo(400);
        assertThat(json(runner.resolve("feedback/feedback.json"))
                        .get("submission")
                        .get("commit")
                        .asString())
                .isEqualTo(commit);
        assertThat(new Shell(starter, Map.of())
                        .run("git", "status", "--porcelain")
                        .output())
                .as("grading leaves nothing behind in the checkout")
                .isEmpty();
    }

    @Test
    void the_autograder_leaves_a_result_and_maps_exit_statuses() throws Exception {
        assumeTools("python3", "git");
        String commit = commitABrokenCounter();
        Map<String, String> environment = Map.of(
                "CLASSROOM50_BUNDLE_DIR", bundle.toString(),
                "CLASSROOM", "c1",
                "ASSIGNMENT", "a1",
                "OWNER", "ada",
                "SUBMISSION_TAG", "submit/2026-11-21T00-00-00Z-" + commit.substring(0, 7),
                "COMMIT_URL", "https://x.example/c",
                "RELEASE_URL", "https://x.example/r",
                "JAVA_HOME", System.getProperty("java.home"));
        Path result = starter.resolve("result.json");

        Shell.Ended graded = new Shell(starter, environment)
                .run("python3", bundle.resolve("autograder.py").toString());
        assertThat(graded.status()).as(graded.output()).isEqualTo(0);
        assertThat(json(result).get("owner").asString()).isEqualTo("ada");
        assertThat(json(result).get("max-score").asInt()).isEqualTo(400);
        assertThat(json(result).get("datetime").asString()).isEqualTo("2026-11-20T09:08:07Z");

        Path empty = Files.createDirectories(temp.resolve("empty"));
        Shell.Ended nothing = new Shell(empty, environment)
                .run("python3", bundle.resolve("autograder.py").toString());
        assertThat(nothing.status()).as(nothing.output()).isEqualTo(0);
        assertThat(json(empty.resolve("result.json")).get("score").asInt()).isEqualTo(0);
        assertThat(json(empty.resolve("result.json")).get("max-score").asInt()).isEqualTo(400);

        Files.write(bundle.resolve("grader.jar"), new byte[] {1});
        Shell.Ended broken = new Shell(starter, environment)
                .run("python3", bundle.resolve("autograder.py").toString());
        assertThat(broken.status()).isEqualTo(70);
        assertThat(result).as("an error publishes nothing").doesNotExist();
    }

    private Map<?, ?> job() throws IOException {
        Object workflow = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(starter.resolve(".github/workflows/grade.yml")));
        Map<?, ?> jobs = (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(workflow)).get("jobs"));
        return (Map<?, ?>) Objects.requireNonNull(jobs.get("grade"));
    }

    private String commitABrokenCounter() throws Exception {
        Path stub = starter.resolve(COUNTER);
        Files.writeString(
                stub,
                Files.readString(stub).replace("public void increment() {", "public void increment() { int x = 1"));
        Map<String, String> who = Map.of(
                "GIT_AUTHOR_NAME", "Ada",
                "GIT_AUTHOR_EMAIL", "ada@x.example",
                "GIT_COMMITTER_NAME", "Ada",
                "GIT_COMMITTER_EMAIL", "ada@x.example",
                "GIT_COMMITTER_DATE", "2026-11-20T10:08:07+01:00");
        Shell shell = new Shell(starter, who);
        assertThat(shell.run("git", "init", "-q").status()).isEqualTo(0);
        assertThat(shell.run("git", "add", "-A").status()).isEqualTo(0);
        Shell.Ended committed = shell.run("git", "commit", "-q", "-m", "First try");
        assertThat(committed.status()).as(committed.output()).isEqualTo(0);
        return shell.run("git", "rev-parse", "HEAD").output().strip();
    }

    /** A jar that holds nothing and names the class path of this test: the grader without having been packaged. */
    private Path jarOfTheseClasses() throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, "lockstep.grader.cli.Main");
        main.put(
                Attributes.Name.CLASS_PATH,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .filter(entry -> !entry.isEmpty())
                        .map(entry -> Path.of(entry).toAbsolutePath().toUri().toString())
                        .collect(Collectors.joining(" ")));
        Path jar = temp.resolve("grader.jar");
        try (OutputStream file = Files.newOutputStream(jar)) {
            new JarOutputStream(file, manifest).close();
        }
        return jar;
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        return Main.run(
                new Surroundings(
                        temp,
                        new Surroundings.Terminal(false, false, 80),
                        new Surroundings.Streams(
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                new PrintStream(err, true, StandardCharsets.UTF_8)),
                        new Surroundings.Time(Clock.systemUTC(), System::nanoTime),
                        Map.of(),
                        Language.ENGLISH),
                42,
                arguments);
    }

    private static void assumeTools(String... tools) {
        for (String tool : tools) {
            boolean there = Arrays.stream(
                            System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
            assumeTrue(there, tool + " is not installed here");
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(Path file) throws IOException {
        return JsonMapper.builder().build().readTree(Files.readString(file));
    }

    /** Runs programs in a folder. */
    private record Shell(Path folder, Map<String, String> environment) {

        /** How a program ended, and all that it said. */
        record Ended(int status, String output) {}

        Ended run(String... command) throws IOException, InterruptedException {
            ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)))
                    .directory(folder.toFile())
                    .redirectErrorStream(true);
            // A runner may have no locale at all.
            builder.environment().put("LC_ALL", "POSIX");
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            return new Ended(process.exitValue(), output);
        }
    }
}
