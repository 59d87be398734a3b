package lockstep.grader.classroom;

import static lockstep.grader.classroom.SmallClass.ABSENT;
import static lockstep.grader.classroom.SmallClass.EMPTY;
import static lockstep.grader.classroom.SmallClass.EXPECTED;
import static lockstep.grader.classroom.SmallClass.FORGER;
import static lockstep.grader.classroom.SmallClass.HYPHEN;
import static lockstep.grader.classroom.SmallClass.KOREAN;
import static lockstep.grader.classroom.SmallClass.LATE;
import static lockstep.grader.classroom.SmallClass.NAMESAKE;
import static lockstep.grader.classroom.SmallClass.REPORT;
import static lockstep.grader.classroom.SmallClass.TWICE;
import static lockstep.grader.classroom.SmallClass.UMLAUT;
import static lockstep.grader.classroom.SmallClass.bytes;
import static lockstep.grader.classroom.SmallClass.forged;
import static lockstep.grader.classroom.SmallClass.source;
import static lockstep.grader.classroom.SmallClass.work;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import lockstep.grader.classroom.SmallClass.Student;
import lockstep.grader.classroom.export.Reading;
import lockstep.grader.report.Samples;
import lockstep.grader.score.ScoringPolicy;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each format: who got what, as a folder and as the zip file that was downloaded, and who stands where in each gradebook. */
class ExportFormatsTest {

    private static final String RICH = "Username,Full name,Email,ID number";
    private static final byte[] PDF = bytes("%PDF-1.7");

    @TempDir
    Path temp;

    /**
     * A format with a class in it.
     *
     * @param uploads what is read as what, in words
     */
    private record Format(
            String id, String uploads, SmallClass content, String header, Function<Student, String> row) {}

    @TestFactory
    Stream<DynamicTest> everybody_gets_the_own_grade_and_nobody_disappears() {
        return formats().map(format -> DynamicTest.dynamicTest(format.id(), () -> check(format)));
    }

    private void check(Format format) throws IOException {
        Roster roster = format.content().roster(format.header(), format.row());
        Path packed = format.content().packed();
        List<Path> forms = new ArrayList<>(List.of(format.content().unpacked(), packed.resolve("download.zip")));
        if (!format.id().equals("folders")) {
            // Alone in a folder, an archive of folders that no platform made may be a student's.
            forms.add(packed);
        }
        for (Path given : forms) {
            Reading reading = format.content().read(given, null, roster);
            assertThat(reading.export().id()).isEqualTo(format.id());
            assertThat(reading.words()).endsWith(format.uploads());
            ClassList list =
                    ClassList.of(reading, roster, Teams.NONE, format.content().place(), SmallClass.STUBS);
            assertThat(SmallClass.sources(list)).isEqualTo(EXPECTED);
            assertThat(list.unmatched()).isEmpty();
            assertThat(list.missing(roster)).extracting(SmallClass::login).containsExactly(ABSENT.login());
            allAreTold(reading, list);
            inEachGradebook(list, roster);
        }
    }

    private static void allAreTold(Reading reading, ClassList list) {
        int all = reading.uploads().uploads().size()
                + reading.uploads().strangers().size();
        assertThat(list.uploads()).hasSize(all);
        List<String> students = list.found().stream().map(Found::student).toList();
        assertThat(list.uploads()).allSatisfy(upload -> {
            if (upload.fate() == ToldUpload.Fate.GRADED) {
                assertThat(students).contains(upload.student());
            } else if (upload.fate() == ToldUpload.Fate.NOT_GRADED) {
                assertThat(upload.words()).isNotEmpty();
            }
        });
    }

    /** Points tell the submissions apart, so that each row can be held against the roster. */
    private static void inEachGradebook(ClassList list, Roster roster) throws IOException {
        List<ClassRun.Entry> entries = new ArrayList<>();
        Map<String, String> points = new TreeMap<>();
        for (Found found : list.found()) {
            int worth = entries.size() + 10;
            entries.add(new ClassRun.GradedEntry(
                    found.student(),
                    new GradingScheme(
                                    List.of("threadedsum"),
                                    new GradingScheme.Rules(Map.of("threadedsum", (double) worth), Map.of()),
                                    ScoringPolicy.TIMING,
                                    GradingScheme.Thresholds.OF_KIT,
                                    null,
                                    null)
                            .applied(Samples.full())));
            list.people()
                    .getOrDefault(found.student(), List.of())
                    .forEach(person -> points.put(SmallClass.login(person), String.valueOf(worth)));
        }
        points.put(ABSENT.login(), "");
        assertThat(points).hasSize(SmallClass.ALL.size());
        List<GradebookRow> rows = GradebookRow.of(entries, list.people(), roster, false);
        Gradebooks gradebooks = new Gradebooks("Sums", rows);
        assertThat(joined(GradebookWriter.csv(rows), "score")).isEqualTo(points);
        assertThat(joined(gradebooks.canvas(), "Sums")).isEqualTo(points);
        assertThat(joined(gradebooks.moodle(), "Sums")).isEqualTo(points);
        assertThat(joined(gradebooks.ghClassroom(), "points_awarded")).isEqualTo(points);
        assertThat(joined(gradebooks.classroom50(), "score")).isEqualTo(points);
    }

    private static Map<String, String> joined(String csv, String column) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        Map<String, String> points = new HashMap<>();
        for (CSVRecord record : format.parse(new StringReader(csv))) {
            if (!record.get(0).strip().equals("Points Possible")) {
                String login = SmallClass.login(new Person(0, Map.of(), record.toMap(), null));
                assertThat(points.put(login, record.get(column))).as(login).isNull();
            }
        }
        return new TreeMap<>(points);
    }

    private Stream<Format> formats() {
        return Stream.of(
                github(),
                classroom50(),
                gradescope(),
                sakai(),
                moodle(),
                moodleFlat(),
                blackboard(),
                d2l(),
                prairielearn(),
                canvas(),
                ilias(),
                submitty(),
                plain());
    }

    private SmallClass at(String name) {
        return new SmallClass(temp.resolve(name));
    }

    private static String rich(Student student) {
        return student.login() + ",\"" + student.turned() + "\"," + student.mail() + "," + student.id();
    }

    private static SmallClass folders(SmallClass content, Function<Student, String> name) {
        return content.with(name.apply(KOREAN) + "/LockedCounter.java", source(KOREAN, 1))
                .with(name.apply(UMLAUT) + "/hw/LockedCounter.java", source(UMLAUT, 1))
                .with(name.apply(NAMESAKE) + "/hw1.zip", work(NAMESAKE, 1))
                .with(name.apply(HYPHEN) + "/LockedCounter.java", source(HYPHEN, 1))
                .with(name.apply(LATE) + "/LockedCounter.java", source(LATE, 1))
                .with(name.apply(EMPTY) + "/notes.md", "nothing yet")
                .with(name.apply(REPORT) + "/report.pdf", PDF)
                .with(name.apply(REPORT) + "/hw1.zip", work(REPORT, 1))
                .with(name.apply(FORGER) + "/work.zip", forged());
    }

    private Format github() {
        Function<Student, String> repository = it -> "hw1-submissions/hw1-" + it.login();
        SmallClass content = folders(at("github"), repository)
                .with(repository.apply(TWICE) + "/LockedCounter.java", source(TWICE, 2));
        return new Format(
                "github",
                "9 students, 9 uploads",
                content,
                "github_username,roster_identifier,student_repository_name",
                it -> it.login() + "," + it.mail() + ",hw1-" + it.login());
    }

    private Format classroom50() {
        Function<Student, String> repository = it -> "cs1-hw1_submissions_2026_05_09_T_14_30_45/cs1-hw1-" + it.login();
        SmallClass content = folders(at("classroom50"), repository)
                .with(repository.apply(TWICE) + "/LockedCounter.java", source(TWICE, 2))
                .with("cs1-hw1_submissions_2026_05_09_T_14_30_45/scores.csv", "username,score\n");
        return new Format(
                "classroom50",
                "9 students, 9 uploads",
                content,
                "username,first_name,last_name,email,section,github_id",
                it -> it.login() + "," + it.first() + "," + it.last() + "," + it.mail() + ",A," + it.number());
    }

    private Format gradescope() {
        Map<Student, Integer> submissions = new LinkedHashMap<>();
        for (Student student : SmallClass.ALL) {
            submissions.put(student, 5000 + student.number());
        }
        String root = "assignment_77_export/";
        SmallClass content = folders(at("gradescope"), it -> root + "submission_" + submissions.get(it))
                .with(root + "submission_4000/LockedCounter.java", source(TWICE, 1))
                .with(root + "submission_5106/LockedCounter.java", source(TWICE, 2));
        StringBuilder yaml = new StringBuilder("---\n");
        for (Student student : SmallClass.ALL) {
            if (student != ABSENT) {
                yaml.append(
                        submission("submission_" + submissions.get(student), student, "2025-10-03 16:58:31.5 -07:00"));
            }
        }
        yaml.append(submission("submission_4000", TWICE, "2025-10-03 23:00:00.123456789 Z"));
        content.with(root + "submission_metadata.yml", yaml.toString());
        return new Format(
                "gradescope",
                "9 students, 10 uploads",
                content,
                "First Name,Last Name,SID,Email",
                it -> it.first() + "," + it.last() + "," + it.id() + "," + it.mail());
    }

    private static String submission(String name, Student student, String time) {
        return name + ":\n  :submitters:\n  - :name: " + student.full() + "\n    :sid: '" + student.id()
                + "'\n    :email: " + student.mail() + "\n  :created_at: " + time + "\n  :score: 1.0\n";
    }

    private Format sakai() {
        String root = "Homework 1/";
        Function<Student, String> student = it -> root + it.turned() + "(" + it.login() + ")";
        Function<Student, String> attachments = student.andThen(it -> it + "/Submission attachment(s)");
        SmallClass content = folders(at("sakai"), attachments)
                .with(attachments.apply(TWICE) + "/LockedCounter.java", source(TWICE, 2))
                .with(student.apply(TWICE) + "/timestamp.txt", "20251003165831000")
                .with(root + "grades.csv", "Homework 1,Points\n");
        return new Format("sakai", "9 students, 9 uploads", content, RICH, ExportFormatsTest::rich);
    }

    private Format moodle() {
        Function<Student, String> student = it -> it.full() + "_" + it.number() + "_assignsubmission_file_";
        SmallClass content = folders(at("moodle"), student)
                .with(student.apply(TWICE) + "/LockedCounter.java", source(TWICE, 2))
                .with(TWICE.full() + "_106_assignsubmission_onlinetext_/onlinetext.html", "see file")
                .with("roster.txt", "x");
        return new Format(
                "moodle",
                "9 students, 10 uploads",
                content,
                "Identifier,Full name,Email address,Status,Grade",
                it -> "Participant " + it.number() + "," + it.full() + "," + it.mail() + ",Submitted,");
    }

    /** Flat, as in the settings of some sites, and without a worksheet: the names have to do. */
    private Format moodleFlat() {
        Function<Student, String> start = it -> it.full() + "_" + it.number() + "_assignsubmission_file_";
        SmallClass content = files(at("moodle-flat"), start)
                .with(start.apply(TWICE) + "LockedCounter.java", source(TWICE, 2))
                .with(EMPTY.full() + "_108_assignsubmission_onlinetext_onlinetext.html", "sorry");
        return new Format(
                "moodle",
                "9 students, 10 uploads",
                content,
                "First name,Last name,ID number,Email address",
                it -> it.first() + "," + it.last() + "," + it.id() + "," + it.mail());
    }

    private static SmallClass files(SmallClass content, Function<Student, String> start) {
        return content.with(start.apply(KOREAN) + "LockedCounter.java", source(KOREAN, 1))
                .with(start.apply(UMLAUT) + "hw1.zip", work(UMLAUT, 1))
                .with(start.apply(NAMESAKE) + "hw1.zip", work(NAMESAKE, 1))
                .with(start.apply(HYPHEN) + "LockedCounter.java", source(HYPHEN, 1))
                .with(start.apply(LATE) + "LockedCounter.java", source(LATE, 1))
                .with(start.apply(REPORT) + "report.pdf", PDF)
                .with(start.apply(REPORT) + "hw1.zip", work(REPORT, 1))
                .with(start.apply(FORGER) + "work.zip", forged());
    }

    private Format blackboard() {
        Function<Student, String> start = it -> "Home_work 1_" + it.login() + "_attempt_2025-10-04-16-58-31_";
        SmallClass content = files(at("blackboard"), start)
                .with(start.apply(TWICE) + "LockedCounter.java", source(TWICE, 2))
                .with("Home_work 1_ediaz_attempt_2025-10-03-09-00-00_LockedCounter.java", source(TWICE, 1));
        for (Student student : SmallClass.ALL) {
            if (student != ABSENT) {
                content.with(
                        "Home_work 1_" + student.login() + "_attempt_2025-10-04-16-58-31.txt",
                        "Name: " + student.full() + " (" + student.login()
                                + ")\nAssignment: Home_work 1\n\nSubmission Field:\nName: Anna Smith (smith)\n");
            }
        }
        return new Format("blackboard", "9 students, 11 uploads", content, RICH, ExportFormatsTest::rich);
    }

    private Format d2l() {
        Function<Student, String> student =
                it -> "54" + it.number() + "-778899 - " + it.full() + " - Oct 3, 2025 1116 PM";
        SmallClass content = folders(at("d2l"), student)
                .with(student.apply(TWICE) + "/LockedCounter.java", source(TWICE, 2))
                .with("54106-778899 - Eva Diaz - Oct 3, 2025 458 PM/LockedCounter.java", source(TWICE, 1))
                .with("index.html", "<html>");
        return new Format(
                "d2l",
                "9 students, 10 uploads",
                content,
                "OrgDefinedId,Username,Last Name,First Name,Email",
                it -> it.id() + "," + it.login() + "," + it.last() + "," + it.first() + "," + it.mail());
    }

    private Format prairielearn() {
        Function<Student, String> start =
                it -> "Homework1/" + it.mail() + "_1_locked_counter_1_1_" + (8000 + it.number()) + "_";
        SmallClass content = files(at("prairielearn"), start)
                .with(start.apply(TWICE) + "LockedCounter.java", source(TWICE, 2))
                .with("Homework1/" + TWICE.mail() + "_1_locked_counter_1_1_900_LockedCounter.java", source(TWICE, 1))
                .with(start.apply(EMPTY) + "answer.txt", "?");
        return new Format("prairielearn", "9 students, 11 uploads", content, RICH, ExportFormatsTest::rich);
    }

    private Format canvas() {
        SmallClass content = at("canvas")
                .with(canvas(KOREAN, "", 7001) + "LockedCounter.java", source(KOREAN, 1))
                .with(canvas(UMLAUT, "", 7002) + "hw1.zip", work(UMLAUT, 1))
                .with(canvas(NAMESAKE, "", 7003) + "hw1.zip", work(NAMESAKE, 1))
                .with(canvas(HYPHEN, "", 7004) + "LockedCounter-2.java", source(HYPHEN, 1))
                .with(canvas(TWICE, "", 7005) + "hw1.zip", work(TWICE, 1))
                .with(canvas(TWICE, "", 7006) + "hw1-1.zip", work(TWICE, 2))
                .with(canvas(LATE, "LATE_", 7007) + "LockedCounter-1.java", source(LATE, 1))
                .with("kimbo_108_text.html", "I could not do it.")
                .with(canvas(REPORT, "", 7008) + "report.pdf", PDF)
                .with(canvas(REPORT, "", 7009) + "hw1.zip", work(REPORT, 1))
                .with(canvas(FORGER, "", 7010) + "work.zip", forged());
        return new Format(
                "canvas",
                "9 students, 11 uploads",
                content,
                "Student,ID,SIS User ID,SIS Login ID,Section",
                it -> "\"" + it.turned() + "\"," + it.number() + "," + it.id() + "," + it.login() + ",A");
    }

    private static String canvas(Student student, String late, int upload) {
        String name = student.turned().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]", "");
        return name + "_" + late + student.number() + "_" + upload + "_";
    }

    private Format ilias() {
        Function<Student, String> student =
                it -> "Blatt_1/" + ascii(it.last()) + "_" + ascii(it.first()) + "_" + it.login() + "_" + it.number();
        SmallClass content = folders(at("ilias"), student)
                .with(student.apply(TWICE) + "/LockedCounter.java", source(TWICE, 2))
                .with(student.apply(LATE) + "/Verspaetete Abgabe - LockedCounter.java", source(LATE, 1));
        content.without(student.apply(LATE) + "/LockedCounter.java");
        return new Format("ilias", "9 students, 9 uploads", content, RICH, ExportFormatsTest::rich);
    }

    private static String ascii(String name) {
        return name.replace("ü", "ue").replaceAll("[^\\p{ASCII}]", "_").replaceFirst("^$", "x");
    }

    private Format submitty() {
        Function<Student, String> version = it -> "hw1/" + it.login() + "/1";
        SmallClass content = folders(at("submitty"), version)
                .with(version.apply(TWICE) + "/LockedCounter.java", source(TWICE, 1))
                .with("hw1/ediaz/2/LockedCounter.java", source(TWICE, 2))
                .with("hw1/ediaz/3/LockedCounter.java", source(TWICE, 3))
                .with("hw1/ediaz/user_assignment_settings.json", "{\"active_version\": 2, \"history\": []}");
        return new Format("submitty", "9 students, 11 uploads", content, RICH, ExportFormatsTest::rich);
    }

    private Format plain() {
        Map<Student, String> names = new HashMap<>();
        SmallClass.ALL.forEach(it -> names.put(it, it.login()));
        names.put(UMLAUT, UMLAUT.full());
        names.put(HYPHEN, HYPHEN.turned());
        names.put(NAMESAKE, NAMESAKE.id());
        names.put(LATE, LATE.mail());
        SmallClass content = folders(at("folders"), names::get)
                .with(names.get(TWICE) + ".zip", work(TWICE, 2))
                .with("notes.txt", "x");
        return new Format("folders", "9 students, 9 uploads", content, RICH, ExportFormatsTest::rich);
    }
}
