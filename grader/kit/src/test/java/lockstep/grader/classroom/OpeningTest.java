package lockstep.grader.classroom;

import static lockstep.grader.classroom.SmallClass.FORGER;
import static lockstep.grader.classroom.SmallClass.REPORT;
import static lockstep.grader.classroom.SmallClass.bytes;
import static lockstep.grader.classroom.SmallClass.source;
import static lockstep.grader.classroom.SmallClass.work;
import static lockstep.grader.classroom.SmallClass.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import lockstep.grader.classroom.export.Exports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of one student's uploads: whatever is in them stays the student's. */
class OpeningTest {

    @TempDir
    Path temp;

    private SmallClass content() {
        return new SmallClass(temp);
    }

    private static ClassList list(SmallClass content) throws IOException {
        return content.list(content.unpacked(), Roster.NONE, Teams.NONE);
    }

    private static String mark(ClassList list, String student) throws IOException {
        return SmallClass.mark(handed(list, student));
    }

    private static Path handed(ClassList list, String student) {
        return found(list, student) instanceof Found.Handed handed ? handed.folder() : Path.of("none");
    }

    private static String reason(ClassList list, String student) {
        return found(list, student) instanceof Found.Refused refused ? refused.reason() : "opened";
    }

    private static Found found(ClassList list, String student) {
        return list.found().stream()
                .filter(it -> it.student().equals(student))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void an_archive_of_archives_or_beside_a_report_is_one_students() throws IOException {
        ClassList list = list(content()
                .with("jane.zip", zip(Map.of("hw1.zip", work(REPORT, 1))))
                .with("jane2/hw1.zip", work(REPORT, 2))
                .with("jane2/report.pdf", "x")
                .with("jane3/LockedCounter.java", source(REPORT, 3))
                .with("jane3/old.zip", work(REPORT, 0))
                .with("max.zip", SmallClass.forged()));
        assertThat(list.found()).extracting(Found::student).containsExactly("jane", "jane2", "jane3", "max");
        assertThat(mark(list, "jane")).isEqualTo("jdoe 1");
        assertThat(mark(list, "jane2")).isEqualTo("jdoe 2");
        assertThat(mark(list, "jane3")).isEqualTo("jdoe 3");
        assertThat(mark(list, "max")).isEqualTo(FORGER.login() + " 1");
    }

    @Test
    void several_archives_are_one_submission_unless_they_differ_in_a_file() throws IOException {
        byte[] sum = zip(Map.of("ThreadedSum.java", bytes("class ThreadedSum {}")));
        ClassList list = list(content()
                .with("ada/counter.zip", work(REPORT, 1))
                .with("ada/sum.zip", sum)
                .with("ben/hw1.zip", work(REPORT, 1))
                .with("ben/hw1-final.zip", work(REPORT, 2))
                .with("cyd/hw1.zip", work(REPORT, 1))
                .with("cyd/hw1 (1).zip", work(REPORT, 1)));
        assertThat(mark(list, "ada")).isEqualTo("jdoe 1");
        try (Stream<Path> all = Files.walk(handed(list, "ada"))) {
            assertThat(all.filter(file -> file.endsWith("ThreadedSum.java"))).hasSize(1);
        }
        assertThat(reason(list, "ben")).contains("hw1-final.zip, hw1.zip hold different files LockedCounter.java");
        assertThat(mark(list, "cyd")).isEqualTo("jdoe 1");
    }

    @Test
    void what_is_not_opened_is_told_with_what_to_do_and_leaves_nothing() throws IOException {
        ClassList list = list(content()
                .with("ada/hw.rar", "x")
                .with("ben.tar.gz", "x")
                .with("cyd.zip", "no zip at all")
                .with("dan/A.java", "x")
                .with("points.xlsx", "x")
                .with("eve.docx", "x"));
        assertThat(list.found()).extracting(Found::student).containsExactly("ada", "ben", "cyd", "dan");
        assertThat(reason(list, "ada")).contains("found hw.rar", "pack it as a zip file");
        assertThat(reason(list, "ben")).contains("found ben.tar.gz");
        assertThat(reason(list, "cyd")).contains("is no zip file");
        assertThat(list.uploads().stream().filter(upload -> upload.student().isEmpty()))
                .extracting(ToldUpload::upload)
                .containsExactly("eve.docx", "points.xlsx");
        try (Stream<Path> all = Files.walk(temp.resolve("work"))) {
            assertThat(all.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void flat_files_are_one_submission_and_the_platforms_own_suffix_is_taken_off() throws IOException {
        String start = "doejane_109_70";
        ClassList list = list(content()
                .with(start + "01_LockedCounter.java", source(REPORT, 1))
                .with(start + "05_LockedCounter-1.java", source(REPORT, 2))
                .with(start + "03_Half.java", "class Half {}")
                .with(start + "00_old.zip", work(REPORT, 0)));
        assertThat(mark(list, "doejane_109")).isEqualTo("jdoe 2");
        assertThat(handed(list, "doejane_109").resolve("Half.java")).exists();
        assertThat(list.uploads())
                .extracting(upload -> upload.upload().substring(start.length()) + " "
                        + upload.fate().word())
                .containsExactlyInAnyOrder(
                        "01_LockedCounter.java superseded",
                        "05_LockedCounter-1.java graded",
                        "03_Half.java graded",
                        "00_old.zip superseded");
    }

    @Test
    void what_lies_in_the_only_archive_counts_for_a_class_only_if_a_platform_made_it() throws IOException {
        ClassList list =
                list(content().with("jane.zip", zip(Map.of("ada/A.java", bytes("x"), "ben/A.java", bytes("x")))));
        assertThat(list.found()).extracting(Found::student).containsExactly("jane");
        SmallClass canvas = new SmallClass(temp.resolve("canvas"))
                .with("weber_110_7001_work.zip", SmallClass.forged())
                .with("weber_110_7002_report.pdf", "x");
        assertThat(list(canvas).found()).extracting(Found::student).containsExactly("weber_110");
    }

    @Test
    void a_format_that_was_asked_for_is_taken_or_refused_with_what_was_expected() throws IOException {
        SmallClass content =
                content().with("Ada Bit_1_assignsubmission_file_/A.java", "x").with("ben/A.java", "x");
        assertThat(content.read(content.unpacked(), "moodle").words())
                .isEqualTo("Moodle submissions, 1 student, 1 upload");
        assertThat(content.read(content.unpacked(), null).export().id()).isEqualTo("folders");
        assertThatThrownBy(() -> content.read(content.unpacked(), "canvas"))
                .isInstanceOf(Exports.MisfitException.class)
                .hasMessageContaining("files <name>_<user number>_<file number>_<file> expected in")
                .hasMessageContaining("found Ada Bit_1_assignsubmission_file_, ben");
    }

    @Test
    void folders_that_end_with_one_number_are_of_as_many_students() throws IOException {
        ClassList list = list(content().with("Doe_Jane_hw1_2025/A.java", "x").with("Kim_Bo_hw1_2025/A.java", "x"));
        assertThat(list.found()).extracting(Found::student).containsExactly("Doe_Jane_hw1_2025", "Kim_Bo_hw1_2025");
    }

    @Test
    void feedback_goes_back_under_the_names_that_the_platform_takes() throws IOException {
        SmallClass moodle = content()
                .with("Jane Doe_201_assignsubmission_file_/A.java", "x")
                .with("Bo Kim_202_assignsubmission_file/A.java", "x");
        assertThat(list(moodle).replies())
                .containsEntry("Jane Doe_201", "Jane Doe_201_assignsubmission_file_/feedback.html")
                .containsEntry("Bo Kim_202", "Bo Kim_202_assignsubmission_file_/feedback.html");
        SmallClass canvas =
                new SmallClass(temp.resolve("canvas")).with("leeann_LATE_103_5003_hw1-2.zip", work(REPORT, 1));
        assertThat(list(canvas).replies()).containsEntry("leeann_103", "leeann_LATE_103_5003_feedback.html");
        Path page = Files.writeString(temp.resolve("page"), "well done");
        Path target = temp.resolve("feedback.zip");
        FeedbackZip.write(target, Map.of("leeann_LATE_103_5003_feedback.html", page));
        new Archive(target, ArchiveLimits.ofStudent(), ZoneOffset.UTC).unpack(temp.resolve("back"));
        assertThat(temp.resolve("back/leeann_LATE_103_5003_feedback.html")).hasContent("well done");
    }

    @Test
    void on_canvas_all_files_are_one_submission_but_those_whose_work_came_again() throws IOException {
        ClassList list = list(content()
                .with("ada_1_1_LockedCounter.java", source(REPORT, 1))
                .with("ada_1_2_figures.zip", zip(Map.of("a.png", bytes("x"))))
                .with("ben_2_1_sol.zip", work(REPORT, 2))
                .with("ben_2_2_Scratch.java", "class Scratch {}")
                .with("cyn_3_1_LockedCounter.java.txt", source(REPORT, 3))
                .with("cyn_3_2_Scratch.java", "class Scratch {}")
                .with("dan_4_1_lockedcounter.JAVA", source(REPORT, 4))
                .with("dan_4_2_Scratch.java", "class Scratch {}")
                .with("eve_5_1_old.zip", work(REPORT, 0))
                .with("eve_5_2_new.zip", work(REPORT, 5)));
        assertThat(mark(list, "ada_1")).isEqualTo("jdoe 1");
        assertThat(mark(list, "ben_2")).isEqualTo("jdoe 2");
        assertThat(handed(list, "cyn_3").resolve("LockedCounter.java.txt")).exists();
        assertThat(handed(list, "dan_4").resolve("lockedcounter.JAVA")).exists();
        assertThat(mark(list, "eve_5")).isEqualTo("jdoe 5");
        assertThat(list.uploads().stream().filter(it -> it.fate() == ToldUpload.Fate.SUPERSEDED))
                .extracting(ToldUpload::upload)
                .containsExactly("eve_5_1_old.zip");
    }

    @Test
    void archives_are_unpacked_beside_the_sources_that_lie_there() throws IOException {
        ClassList list = list(content()
                .with("ada/Scratch.java", "class Scratch {}")
                .with("ada/LockedCounter.zip", work(REPORT, 1))
                .with("ben/LockedCounter.java.txt", source(REPORT, 2))
                .with("ben/pics.zip", zip(Map.of("a.png", bytes("x"))))
                .with("cyn/bin/Other.java", "class Other {}")
                .with("cyn/p.zip", work(REPORT, 3))
                .with("dan/LockedCounter.java", source(REPORT, 4))
                .with("dan/broken.zip", "no zip at all"));
        assertThat(mark(list, "ada")).isEqualTo("jdoe 1");
        assertThat(handed(list, "ada").resolve("Scratch.java")).exists();
        assertThat(handed(list, "ben").resolve("LockedCounter.java.txt")).exists();
        assertThat(mark(list, "cyn")).isEqualTo("jdoe 3");
        assertThat(mark(list, "dan")).isEqualTo("jdoe 4");
    }

    @Test
    void two_archives_differ_only_where_both_hold_somebodys_work_on_one_stub() throws IOException {
        byte[] shipped;
        try (var in = OpeningTest.class.getResourceAsStream(
                "/lockstep/kit/exercises/src/main/java/lockstep/lockedcounter/LockedCounter.java")) {
            shipped = Objects.requireNonNull(in).readAllBytes();
        }
        ClassList list = list(content()
                .with(
                        "ada/one.zip",
                        zip(Map.of("Main.java", bytes("class Main { }"), "LockedCounter.java", source(REPORT, 1))))
                .with(
                        "ada/two.zip",
                        zip(Map.of(
                                "Main.java",
                                bytes("class Main {}"),
                                "ThreadedSum.java",
                                bytes("class ThreadedSum {}"))))
                .with("ben/mine.zip", work(REPORT, 2))
                .with("ben/starter.zip", zip(Map.of("LockedCounter.java", shipped))));
        assertThat(mark(list, "ada")).isEqualTo("jdoe 1");
        assertThat(found(list, "ben")).isInstanceOf(Found.Handed.class);
    }

    @Test
    void an_upload_without_anything_gradable_replaces_none() throws IOException {
        String ada = "hw1_ada_attempt_2025-10-0";
        ClassList list = list(content()
                .with(ada + "1-10-00-00_LockedCounter.java", source(REPORT, 1))
                .with(ada + "2-10-00-00_report.pdf", "x")
                .with(ada + "3-10-00-00_pics.zip", zip(Map.of("a.png", bytes("x"))))
                .with("hw1_ben_attempt_2025-10-01-10-00-00_LockedCounter.java", source(REPORT, 2)));
        assertThat(mark(list, "ada")).isEqualTo("jdoe 1");
        assertThat(list.uploads().stream().filter(it -> it.fate() == ToldUpload.Fate.NOT_GRADED))
                .extracting(ToldUpload::words)
                .hasSize(2)
                .allMatch(words -> words.contains("an earlier one is graded"));
    }

    @Test
    void all_archives_of_a_student_have_one_limit() throws IOException {
        byte[] film = zip(Map.of("a.txt", new byte[15 << 20], "B.java", bytes("class B {}")));
        SmallClass content = content();
        for (int i = 0; i < 5; i++) {
            content.with("ada/" + i + ".zip", film);
        }
        assertThat(reason(list(content), "ada")).contains("has more than it may hold");
        try (Stream<Path> all = Files.walk(temp.resolve("work"))) {
            assertThat(all.filter(Files::isRegularFile)).isEmpty();
        }
    }
}
