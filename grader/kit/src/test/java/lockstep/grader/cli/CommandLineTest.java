package lockstep.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lockstep.grader.catalog.AllExercises;
import lockstep.grader.exercise.Exercise;
import lockstep.grader.language.Language;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as its users meet it: what it prints where, and how it ends. */
class CommandLineTest {

    private static final Path SOLUTIONS = Path.of("../../solutions");

    @TempDir
    Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void starter_stubs() throws IOException {
        for (Exercise exercise : AllExercises.catalog().exercises()) {
            Path stub = home.resolve("exercises/src/main/java").resolve(exercise.stubPath());
            Files.createDirectories(stub.getParent());
            Files.copy(Path.of("src/main/java").resolve(exercise.stubPath()), stub);
        }
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        Surroundings surroundings = new Surroundings(
                home,
                new Surroundings.Terminal(false, false, 80),
                new Surroundings.Streams(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)),
                new Surroundings.Time(Clock.systemUTC(), System::nanoTime),
                Map.of(),
                Language.ENGLISH);
        return Main.run(surroundings, 42, arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void untouched_exercises_earn_nothing_and_are_told_so_kindly() throws IOException {
        assertThat(run()).isEqualTo(0);
        assertThat(out()).contains("0 of 400 points").contains("as the kit ships it");
        assertThat(home.resolve("target/lockstep/feedback.json"))
                .content()
                .contains("\"not-submitted\"")
                .contains("\"seed\" : \"2a\"");
        assertThat(home.resolve("target/lockstep/feedback.html")).isNotEmptyFile();
        assertThat(run("--fail-under", "1")).isEqualTo(1);
    }

    @Test
    void a_submission_that_does_not_compile_is_told_the_line() throws IOException {
        Path stub = home.resolve("exercises/src/main/java/lockstep/lockedcounter/LockedCounter.java");
        Files.writeString(
                stub,
                Files.readString(stub).replace("public void increment() {", "public void increment() { int x = 1"));
        assertThat(run("--only", "lockedcounter")).isEqualTo(0);
        assertThat(out()).contains("LockedCounter.java:23").contains("0 of 100 points");
        assertThat(out()).doesNotContain("Since the last run");
        assertThat(err()).doesNotContain("Exception");
        assertThat(run("--only", "lockedcounter")).isEqualTo(0);
        assertThat(out()).contains("Since the last run no change");
        assertThat(home.resolve("target/lockstep/feedback.html")).content().contains("Since the last run no change");
    }

    @Test
    void an_error_of_whatever_kind_is_a_bug_of_the_grader_and_no_low_score() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) {
                throw new OutOfMemoryError("on purpose");
            }
        };
        Surroundings surroundings = new Surroundings(
                home,
                new Surroundings.Terminal(false, false, 80),
                new Surroundings.Streams(
                        new PrintStream(broken, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)),
                new Surroundings.Time(Clock.systemUTC(), System::nanoTime),
                Map.of(),
                Language.ENGLISH);
        assertThat(Main.run(surroundings, 42, "list")).isEqualTo(70);
        assertThat(err()).contains("a bug of the grader").contains("on purpose");
    }

    @Test
    void an_unknown_exercise_is_refused_with_the_known_ones() {
        assertThat(run("--only", "threadedsun")).isEqualTo(2);
        assertThat(err()).contains("threadedsun").contains("threadedsum").contains("lockedcounter");
        assertThat(out()).isEmpty();
        assertThat(home.resolve("target")).doesNotExist();
    }

    @Test
    void wrong_options_are_refused() {
        assertThat(run("--sede", "1")).isEqualTo(2);
        assertThat(run("--seed", "xyz")).isEqualTo(2);
        assertThat(err()).contains("hexadecimal").contains("xyz");
        assertThat(run("--budget", "huge")).isEqualTo(2);
        assertThat(run("--format", "pdf")).isEqualTo(2);
        assertThat(err()).contains("pdf").contains("markdown");
        assertThat(run("--fail-under", "many")).isEqualTo(2);
        assertThat(run("--fail-under", "-5")).isEqualTo(2);
        assertThat(err()).contains("a number of points expected");
        String file = home.resolve("feedback").toString();
        assertThat(run("--out", file, "--html", file)).isEqualTo(2);
        assertThat(err()).contains("something else is written to " + file);
    }

    @Test
    void an_unwritable_output_is_refused_before_anything_is_graded() throws IOException {
        Path file = Files.createFile(home.resolve("file"));
        assertThat(run("--out", file.resolve("feedback.json").toString())).isEqualTo(2);
        assertThat(err()).contains("--out").contains("feedback.json").contains("not a folder");
        assertThat(out()).isEmpty();
        assertThat(run("--html", home.toString())).isEqualTo(2);
        assertThat(err()).contains("--html").contains("is a folder");
        assertThat(file).isEmptyFile();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_full_disk_costs_no_other_output() {
        assertThat(run("--out", "/dev/full", "--format", "text")).isEqualTo(2);
        assertThat(out()).contains("0 of 400 points");
        assertThat(err()).contains("cannot write /dev/full: No space left on device");
        assertThat(home.resolve("target/lockstep/feedback.html")).isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource({"'', is a JRE", "doctor, this Java is a JRE", "lab, is a JRE"})
    void a_java_without_a_compiler_is_named(String command, String told) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--limit-modules",
                "java.se,jdk.unsupported,jdk.zipfs,jdk.management",
                "-Dlockstep.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        words.addAll(command.isEmpty() ? List.of() : List.of(command));
        Process grader = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(grader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said)
                .contains(told)
                .contains("Install a JDK, version 17 or newer")
                .doesNotContain("Exception");
        assertThat(grader.waitFor()).isEqualTo(command.equals("doctor") ? 70 : 69);
    }

    @Test
    void a_place_without_a_submission_is_unusable_input() throws IOException {
        assertThat(run(home.resolve("nowhere").toString())).isEqualTo(65);
        assertThat(err()).contains("nowhere");
        Path empty = Files.createDirectory(home.resolve("empty"));
        assertThat(run(empty.toString())).isEqualTo(65);
        Path file = Files.writeString(home.resolve("ThreadedSum.java"), "class ThreadedSum {}");
        assertThat(run(file.toString())).isEqualTo(65);
        assertThat(err()).contains("folder");
        assertThat(home.resolve("target")).doesNotExist();
    }

    @Test
    void outputs_go_where_they_are_asked_to_and_nothing_else_is_left() throws IOException {
        Path reports = home.resolve("reports");
        assertThat(run(
                        "--out",
                        reports.resolve("f.json").toString(),
                        "--html",
                        reports.resolve("f.html").toString(),
                        "--format",
                        "json",
                        "--format",
                        "markdown=" + reports.resolve("f.md")))
                .isEqualTo(0);
        assertThat(out()).startsWith("{").contains("lockstep/feedback/v1");
        try (Stream<Path> files = Files.list(reports)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("f.json", "f.html", "f.md");
        }
    }

    @Test
    void help_list_and_explain_speak_to_a_student() {
        assertThat(run("--help")).isEqualTo(0);
        assertThat(out()).contains("--only").contains("Exit status").contains("explain");
        assertThat(run("list")).isEqualTo(0);
        assertThat(out()).contains("threadedsum").contains("lockedcounter").contains("(100 points)");
        assertThat(run("list", "--ids")).isEqualTo(0);
        List<String> ids = new ArrayList<>();
        AllExercises.catalog().exercises().forEach(exercise -> {
            ids.add(exercise.id().slug());
            exercise.rubric().checks().forEach(check -> ids.add(check.id().toString()));
        });
        assertThat(out().lines()).containsExactlyElementsOf(ids);
        assertThat(run("class", "--help")).isEqualTo(0);
        // Lines are wrapped within Korean words, too.
        assertThat(out().replaceAll("\\s", ""))
                .contains("--extensions", "--adjustments", "OrgDefinedId", "SID", "Anmeldename", "학번");
        assertThat(run("explain")).isEqualTo(0);
        assertThat(out()).contains("S11 ").contains("C8 ");
        assertThat(run("explain", "c8")).isEqualTo(0);
        assertThat(out()).contains("C8:").contains("What to try");
        assertThat(run("explain", "Z99")).isEqualTo(2);
        assertThat(err()).contains("Z99");
        assertThat(run("--version")).isEqualTo(0);
        assertThat(out()).contains("Lockstep");
    }

    @ParameterizedTest
    @CsvSource({
        "lst, 65, ./grade list",
        "explian C8, 2, ./grade explain",
        "lockedcounter, 65, ./grade --only lockedcounter",
        "lockedcuonter, 65, ./grade --only lockedcounter",
        "c8, 65, ./grade explain C8",
        "--olny lockedcounter, 2, --only",
        "class --rostr=x.csv dir, 2, --roster",
        "replay --chek x, 2, --check",
        "pack chek, 2, check",
        "pack check tutorial, 65, tutorials",
        "explain C99, 2, C9",
        "explain lockedcounter.race.increment-incremnt, 2, lockedcounter.race.increment-increment",
        "--only lockedcuonter, 2, lockedcounter",
        "replay --schedule 5.1 --check lockedcounter.race.increment-incremnt, 2, lockedcounter.race.increment-increment",
        "replay --schedule 5.1 --check lockedcuonter.race.increment-increment, 2, lockedcounter.race.increment-increment",
        "--format jsno, 2, json",
        "--budget quik, 2, quick",
        "--isolation bwarp, 2, bwrap",
    })
    void a_mistyped_word_is_met_with_the_nearest_one(String words, int status, String meant) {
        assertThat(run(words.split(" "))).isEqualTo(status);
        assertThat(err()).contains("(did you mean " + meant + "?)");
        assertThat(out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"homework, 65", "--frobnicate, 2", "explain everything, 2", "--format pdf, 2", "one two, 2"})
    void a_word_that_resembles_none_is_met_with_no_guess(String words, int status) {
        assertThat(run(words.split(" "))).isEqualTo(status);
        assertThat(err()).doesNotContain("did you mean");
    }

    @Test
    void a_mistyped_folder_is_met_with_one_beside_it() throws IOException {
        Path there = Files.createDirectories(home.resolve("handed-in"));
        assertThat(run(home.resolve("hande-din").toString())).isEqualTo(65);
        assertThat(err()).contains("(did you mean ./grade " + there + "?)");
    }

    @Test
    void a_check_is_explained_as_a_mistake_is() {
        assertThat(run("explain", "lockedcounter.race.increment-increment", "c8"))
                .isEqualTo(0);
        assertThat(out()).contains("Two threads increment (8 points)").contains("C8: ");
    }

    @Test
    void every_exercise_that_does_not_compile_is_told_each_message_once() throws IOException {
        for (String name : new String[] {"lockedcounter/LockedCounter", "poolmap/PoolMap"}) {
            Path stub = home.resolve("exercises/src/main/java/lockstep/" + name + ".java");
            Files.writeString(stub, Files.readString(stub).replaceFirst("class \\w+ \\{", "$0\nMap<A, B> x;\n"));
        }
        assertThat(run("--only", "lockedcounter,poolmap")).isEqualTo(0);
        assertThat(out().split("symbol:   class Map", -1)).hasSize(3);
        assertThat(out().split("symbol:   class B", -1)).hasSize(3);
        assertThat(out()).contains("import java.util.Map;").doesNotContain("Compare your signatures");
    }

    @Test
    void a_misnamed_file_is_graded_and_told_in_every_form() throws IOException {
        Path sources = Files.createDirectories(home.resolve("hw/week 1/src"));
        Files.writeString(
                sources.resolve("lockedcounter.java"),
                "package lockstep.lockedcounter;\nclass LockedCounter { int }\n");
        Path forms = home.resolve("forms");
        assertThat(run(
                        home.resolve("hw").toString(),
                        "--only",
                        "lockedcounter",
                        "--format",
                        "text",
                        "--format",
                        "github=" + forms.resolve("github"),
                        "--format",
                        "markdown=" + forms.resolve("markdown"),
                        "--format",
                        "gradescope=" + forms.resolve("gradescope")))
                .isEqualTo(0);
        assertThat(out().replaceAll("\\s+", " ")).contains("found week 1/src/lockedcounter.java: it was graded");
        assertThat(Files.readString(home.resolve("target/lockstep/feedback.json")))
                .contains("found week 1/src/lockedcounter.java");
        assertThat(Files.readString(home.resolve("target/lockstep/feedback.html")))
                .contains("src/lockedcounter.java");
        assertThat(Files.readString(forms.resolve("markdown"))).contains("lockedcounter.java");
        assertThat(Files.readString(forms.resolve("gradescope"))).contains("src/lockedcounter.java");
        assertThat(Files.readString(forms.resolve("github")))
                .contains("::warning title=Lockstep::")
                .contains("::error file=hw/week 1/src/lockedcounter.java,line=2,");
    }

    @Test
    void doctor_has_every_engine_prove_itself() {
        int status = run("doctor");
        assertThat(out())
                .contains("Isolation")
                .contains("correctness")
                .contains("race")
                .contains("speedup");
        assertThat(status).as(out()).isEqualTo(0);
    }

    @Test
    void a_class_is_graded_folder_by_folder() throws IOException {
        Path students = home.resolve("students");
        copy(
                SOLUTIONS.resolve("src/main/java/lockstep/lockedcounter/LockedCounter.java"),
                students.resolve("ada/LockedCounter.java"));
        Files.createDirectories(students.resolve("ben"));
        zip(SOLUTIONS.resolve("src/main/java/lockstep/lockedcounter/LockedCounter.java"), students.resolve("cyd.zip"));
        Path report = home.resolve("report");
        assertThat(gradeClass(students, report)).as(err()).isEqualTo(0);
        assertThat(report.resolve("gradebook.csv")).content().contains("ada").contains("ben");
        assertThat(report.resolve("students/ada/feedback.json")).content().contains("\"graded\"");
        assertThat(report.resolve("students/ada/feedback.html")).isNotEmptyFile();
        assertThat(report.resolve("students/ben")).doesNotExist();
        assertThat(err()).contains("1/3 ada").contains("2/3 ben").contains("a minute");
        assertThat(report.resolve("report.html")).content().contains("students/ada/feedback.html");

        String before = Files.readString(report.resolve("report.html"));
        assertThat(gradeClass(students, report)).isEqualTo(0);
        assertThat(err()).contains("2 known from an earlier run");
        assertThat(report.resolve("report.html")).content().isEqualTo(before);
        assertThat(out()).isEmpty();

        Files.delete(students.resolve("ada/LockedCounter.java"));
        assertThat(gradeClass(students, report, "--fresh")).isEqualTo(0);
        assertThat(err()).doesNotContain("known from an earlier run").containsPattern("3/3 cyd: \\d");
        assertThat(report.resolve("students/ada")).doesNotExist();
    }

    @Test
    void what_an_instructor_decides_by_hand_is_counted_in_every_run_and_every_gradebook() throws IOException {
        Path students = home.resolve("students");
        Path solution = SOLUTIONS.resolve("src/main/java/lockstep/lockedcounter/LockedCounter.java");
        copy(solution, students.resolve("ada/LockedCounter.java"));
        Files.writeString(
                Files.createDirectories(students.resolve("ben")).resolve("LockedCounter.java"),
                Files.readString(solution).replace("class LockedCounter {", "class LockedCounter { int x = ;"));
        Files.createDirectories(students.resolve("cyd"));
        Path roster = write(
                "roster.csv",
                "Username,Name,Submission Time\nada,Ada Lovelace,2025-10-04 00:05\nben,Ben Bit,2025-10-05 12:00\ncyd,Cyd Chip,\nsick,Sick Leave,\n");
        Path scheme = write(
                "grading.yaml", "deadline: 2025-10-03 23:59\nzone: Europe/Berlin\nlate: {per-day: 0.5, budget: 1}\n");
        Path extensions = write("extensions.csv", "student,exercise,until,reason\nAda Lovelace,,2025-10-04,ill\n");
        Path adjustments = write(
                "adjustments.csv",
                "student;check or exercise;points;reason\nben;lockedcounter;12,5;shown in the lab\nCyd Chip;lockedcounter;7;on paper\nsick;lockedcounter;8;a note\n");
        Path report = home.resolve("report");
        List<String> files = new ArrayList<>(List.of("--roster", roster.toString(), "--grading", scheme.toString()));
        files.addAll(List.of("--extensions", extensions.toString(), "--adjustments", adjustments.toString()));
        for (int i = 0; i < 2; i++) {
            assertThat(gradeClass(students, report, files.toArray(String[]::new)))
                    .as(err())
                    .isEqualTo(0);
            assertThat(report.resolve("gradebook.csv"))
                    .content()
                    .containsPattern("(?m)^.*,12.5,0,100,partly rejected,2025-10-05T10:00:00Z,the roster,2,1,6.25,")
                    .containsPattern("(?m)^.*,2025-10-03T22:05:00Z,the roster,0,0,")
                    .contains("by hand +12.5: shown in the lab");
            assertThat(report.resolve("gradebook-moodle.csv"))
                    .content()
                    .contains("6.25,100")
                    .contains(",7,100")
                    .contains(",8,100");
            assertThat(report.resolve("gradebook.csv")).content().contains("Cyd Chip,7,0,100,by hand");
            assertThat(err()).contains("on the roster, but without a submission: Sick Leave");
            assertThat(report.resolve("report.html"))
                    .content()
                    .contains("shown in the lab", "points or comments by hand only", "6.25 (−6.25)", "the roster");
            assertThat(report.resolve("students/ben/feedback.html")).content().contains("+12.5: shown in the lab");
            assertThat(report.resolve("students/cyd/feedback.json")).content().contains("on paper");
        }
        write("adjustments.csv", "student,exercise,points,reason\n");
        assertThat(gradeClass(students, report, files.toArray(String[]::new))).isEqualTo(0);
        assertThat(err())
                .contains("and not in this one: ben: lockedcounter +12.5: shown in the lab")
                .contains("and not in this one: Sick Leave: lockedcounter +8: a note; --adjustments was not given");
        write("grading.yaml", "exercises: [poolmap]\ndeadline: 2025-10-03 23:59\n");
        assertThat(gradeClass(students, report, files.toArray(String[]::new))).isEqualTo(2);
        assertThat(err()).contains("--grading: exercises: ", "lockedcounter", "poolmap", "nothing would count");
        write("grading.yaml", "deadline: 2025-10-03 23:59\n");
        write("adjustments.csv", "student,exercise,points,reason\nbenn,lockedcounter,1,x\n");
        assertThat(gradeClass(students, report, files.toArray(String[]::new))).isEqualTo(2);
        assertThat(err()).contains("adjustments.csv:2: student", "\"benn\"", "did you mean ben?");
        write("roster.csv", "Username,Submission Time\nada,yesterday\n");
        assertThat(gradeClass(students, report, files.toArray(String[]::new))).isEqualTo(2);
        assertThat(err()).contains("--roster: ", "roster.csv:2: the time of submission", "\"yesterday\"");
    }

    @Test
    void what_an_instructor_hides_is_in_no_file_of_a_students_but_in_the_report() throws IOException {
        Path ben = home.resolve("students/ben");
        Files.writeString(
                Files.createDirectories(ben).resolve("LockedCounter.java"),
                Files.readString(SOLUTIONS.resolve("src/main/java/lockstep/lockedcounter/LockedCounter.java"))
                        .replace("class LockedCounter {", "class LockedCounter { int x = ;"));
        Path report = home.resolve("report");
        String scheme = write("grading.yaml", "visibility: {lockedcounter.structure: hidden}\n")
                .toString();
        String found = "illegal start of expression";

        assertThat(gradeClass(home.resolve("students"), report, "--grading", scheme))
                .as(err())
                .isEqualTo(0);
        for (String file : List.of("students/ben/feedback.json", "students/ben/feedback.html")) {
            assertThat(report.resolve(file))
                    .content()
                    .contains("What this check found is not shown.")
                    .doesNotContain(found);
        }
        assertThat(report.resolve("instructor/ben/feedback.json")).content().contains(found);
        assertThat(report.resolve("report.json")).content().contains("does not compile", "instructor/ben/");
        assertThat(report.resolve("report.html")).content().contains("instructor/ben/feedback.html");

        Path results = home.resolve("results.json");
        String[] single = {
            ben.toString(),
            "--only",
            "lockedcounter",
            "--isolation",
            "none",
            "--grading",
            scheme,
            "--format",
            "text",
            "--format",
            "gradescope=" + results
        };
        assertThat(run(single)).as(err()).isEqualTo(0);
        assertThat(out()).contains("What this check found is not shown.").doesNotContain(found);
        assertThat(home.resolve("target/lockstep/feedback.json")).content().doesNotContain(found);
        assertThat(results).content().contains(found, "\"visibility\" : \"hidden\"");

        write(
                "grading.yaml",
                "deadline: 2025-10-03T23:59:00Z\nvisibility: {lockedcounter: after-deadline}\nweights: {lockedcounter: 7}\n");
        assertThat(run(single)).as(err()).isEqualTo(0);
        assertThat(out()).contains(found, "0 of 7 points");
        assertThat(gradeClass(home.resolve("students"), report, "--grading", scheme))
                .isEqualTo(0);
        assertThat(report.resolve("students/ben/feedback.html")).content().contains(found);
        assertThat(report.resolve("instructor/ben")).doesNotExist();
        assertThat(report.resolve("report.html")).content().contains("students/ben/feedback.html");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text);
    }

    private int gradeClass(Path students, Path report, String... more) {
        List<String> arguments = new ArrayList<>(List.of("class", students.toString(), "--out", report.toString()));
        arguments.addAll(List.of("--only", "lockedcounter", "--isolation", "none", "--budget", "quick"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private static void zip(Path file, Path zip) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry(file.getFileName().toString()));
            out.write(Files.readAllBytes(file));
        }
    }

    @Test
    void a_class_has_one_run_at_a_time_and_a_report_outside_of_it() throws IOException {
        Path students = home.resolve("students");
        Files.createDirectories(students.resolve("ada"));
        assertThat(gradeClass(students, students.resolve("report"))).isEqualTo(2);
        assertThat(err()).contains("lies within");
        Path report = home.resolve("report");
        try (FolderLock lock =
                FolderLock.take(new ClassFiles(report, Language.ENGLISH).lock()).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(gradeClass(students, report)).isEqualTo(2);
            assertThat(err()).contains("another run (process ");
        }
        assertThat(gradeClass(students, report)).as(err()).isEqualTo(0);
        assertThat(err())
                .contains("\nwarning: --isolation none: student code runs")
                .contains("with your rights");
    }

    @Test
    void parts_of_a_class_are_graded_one_by_one_and_collected() throws IOException {
        Path students = home.resolve("students");
        Path stub = home.resolve("exercises/src/main/java/lockstep/lockedcounter/LockedCounter.java");
        for (String student : List.of("ada", "ben", "cyd")) {
            copy(stub, students.resolve(student).resolve("LockedCounter.java"));
        }
        Path report = home.resolve("report");
        Path trace = home.resolve("trace.json");
        assertThat(gradeClass(students, report, "--shard", "2/2", "--trace", trace.toString()))
                .as(err())
                .isEqualTo(0);
        List<String> events = Files.readAllLines(trace);
        assertThat(events.get(0)).isEqualTo("[");
        assertThat(events.get(1)).contains("\"thread_name\"", "\"ben\"");
        assertThat(events.subList(1, events.size()))
                .isNotEmpty()
                .allMatch(event -> event.startsWith("{\"name\":") && event.endsWith("},"));
        assertThat(err()).contains("part 2/2: 1 of 3").contains("ben: 0 of 100 points");
        assertThat(report.resolve("report.html")).doesNotExist();
        assertThat(gradeClass(students, report, "--collect")).as(err()).isEqualTo(0);
        assertThat(err()).contains("missing: 2 of 3 not graded yet: ada; cyd");
        assertThat(gradeClass(students, report, "--shard", "1/2")).as(err()).isEqualTo(0);
        assertThat(gradeClass(students, report, "--shard", "1/2")).as(err()).isEqualTo(0);
        assertThat(err()).contains("2 known from an earlier run");
        assertThat(gradeClass(students, report, "--collect")).as(err()).isEqualTo(0);
        assertThat(err()).doesNotContain("missing");
        assertThat(Files.readString(report.resolve("gradebook.csv"))).contains("ada,0,", "ben,0,", "cyd,0,");
        try (FolderLock whole =
                FolderLock.take(new ClassFiles(report, Language.ENGLISH).lock()).orElseThrow()) {
            assertThat(whole).isNotNull();
            assertThat(gradeClass(students, report, "--shard", "1/2")).isEqualTo(2);
            assertThat(err()).contains("another run");
            assertThat(gradeClass(students, report, "--collect"))
                    .as("beside those who grade")
                    .isEqualTo(0);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--shard 3/2 | 2/8",
                "--shard x | 2/8",
                "--shard 1/2 --collect | one of",
                "--on pbs | slurm expected",
                "--on slurm --nodes 0 | from 1",
                "--nodes 3 | not asked for",
                "--kinds race,speed | structure, correctness, race, speedup",
                "--shard 1/2 --fresh | --fresh"
            })
    void a_part_that_makes_no_sense_is_told(String options, String expected) throws IOException {
        Path students = home.resolve("students");
        Files.createDirectories(students.resolve("ada"));
        assertThat(gradeClass(students, home.resolve("report"), options.split(" ")))
                .isEqualTo(2);
        assertThat(err()).contains(expected);
    }

    @Test
    void a_class_without_students_is_unusable_input() throws IOException {
        Path empty = Files.createDirectory(home.resolve("empty"));
        assertThat(run(
                        "class",
                        empty.toString(),
                        "--out",
                        home.resolve("report").toString()))
                .isEqualTo(65);
        assertThat(err()).contains("one folder per student");
        assertThat(home.resolve("report/report.html")).doesNotExist();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
    }
}
