package lockstep.grader.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lockstep.grader.classroom.export.Exports;
import lockstep.grader.classroom.page.ClassPage;
import lockstep.grader.classroom.page.ClassResults;
import lockstep.grader.exercise.mistakes.MistakeCatalog;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.FeedbackReader;
import lockstep.grader.report.FeedbackWriter;
import lockstep.grader.report.Samples;
import lockstep.grader.report.SubmissionTime;
import lockstep.grader.report.render.RenderSettings;
import lockstep.grader.report.render.Renderers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatenessTest {

    private static final GradingScheme.Late RULE =
            new GradingScheme.Late(Instant.parse("2025-10-03T21:59:00Z"), ZoneOffset.UTC, 0.1, 0.5, 0);

    @TempDir
    Path temp;

    private void zip(String name, String newest) throws IOException {
        Path file = Files.createDirectories(temp.resolve("class")).resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            ZipEntry entry = new ZipEntry("LockedCounter.java");
            entry.setTimeLocal(LocalDateTime.parse(newest));
            out.putNextEntry(entry);
            out.write("class LockedCounter {}".getBytes(StandardCharsets.UTF_8));
        }
    }

    /** How late each submission of the class is, by its name. */
    private Map<String, Lateness> late() throws IOException {
        ClassFolder folder = new ClassFolder(temp.resolve("unpacked"), ZoneOffset.UTC, note -> {});
        ClassList list = ClassList.of(
                folder.read(temp.resolve("class"), new Exports(ZoneOffset.UTC), null, Roster.NONE),
                Roster.NONE,
                Teams.of(Roster.NONE),
                folder,
                SmallClass.STUBS);
        Map<String, Lateness> late = new HashMap<>();
        for (Found found : list.found()) {
            late.put(
                    found.student(),
                    Decisions.NONE.lateness(
                            RULE, new Students.Student(found.student(), List.of()), ((Found.Handed) found).time()));
        }
        return late;
    }

    private static Lateness told(SubmissionTime.Mark mark, String time, Map<String, Instant> extensions) {
        SubmissionTime marked = new SubmissionTime(null, SubmissionTime.Source.UNKNOWN, mark);
        return new Lateness(
                RULE,
                time.isEmpty() ? marked : marked.told(Instant.parse(time), SubmissionTime.Source.FILES),
                extensions,
                0);
    }

    private static long days(Map<String, Lateness> late, String student) {
        return Objects.requireNonNull(late.get(student)).days("lockedcounter");
    }

    private static List<String> notes(Map<String, Lateness> late) {
        List<ClassRun.Entry> entries = new ArrayList<>();
        late.forEach((name, lateness) -> entries.add(new ClassRun.GradedEntry(name, lateness.applied(Samples.full()))));
        return Lateness.notes(entries, late);
    }

    @Test
    void the_mark_of_canvas_decides_and_a_guess_against_it_is_told() throws Exception {
        zip("doejane_101_5001_hw1.zip", "2026-11-28T12:00:00");
        zip("leeann_LATE_103_5003_hw1.zip", "2025-10-01T12:00:00");
        Map<String, Lateness> late = late();

        assertThat(days(late, "doejane_101")).isZero();
        assertThat(days(late, "leeann_103")).isEqualTo(1);
        assertThat(notes(late))
                .hasSize(2)
                .anySatisfy(note -> assertThat(note)
                        .contains("doejane_101", "not marked late", "newest file", "421 days", "counted as in time"))
                .anySatisfy(note -> assertThat(note).contains("leeann_103", ": marked late", "counted as 1 day late"));
    }

    @Test
    void where_no_platform_marks_a_guess_counts_and_is_told() throws Exception {
        zip("ada.zip", "2025-10-05T12:00:00");
        zip("ben.zip", "2025-10-01T12:00:00");
        Map<String, Lateness> late = late();

        assertThat(days(late, "ada")).isEqualTo(2);
        assertThat(notes(late))
                .singleElement()
                .asString()
                .contains("a guess, from the newest file in the archive", "ada", "ben");
    }

    @Test
    void a_mark_by_the_platforms_deadline_says_nothing_against_an_extension() {
        Map<String, Instant> more = Map.of("", Instant.parse("2025-10-10T21:59:00Z"));
        Lateness late = told(SubmissionTime.Mark.LATE, "", more);
        assertThat(late.days("poolmap")).isZero();
        assertThat(notes(Map.of("ada", late))).singleElement().asString().contains("no time", "counted as in time");
        assertThat(told(SubmissionTime.Mark.LATE, "2025-10-11T12:00:00Z", more).days("poolmap"))
                .isEqualTo(1);
    }

    @Test
    void the_student_and_the_report_read_days_deduction_and_where_the_time_is_from() throws Exception {
        SubmissionTime time =
                SubmissionTime.UNKNOWN.told(Instant.parse("2025-10-04T09:00:00Z"), SubmissionTime.Source.ROSTER);
        Feedback feedback = new Lateness(RULE, time, Map.of(), 0).applied(Samples.full());

        assertThat(FeedbackReader.read(FeedbackWriter.write(feedback))).isEqualTo(feedback);
        assertThat(FeedbackWriter.write(feedback))
                .contains("\"timeliness\"", "\"submittedAt\"", "\"source\" : \"roster\"", "\"deduction\" : 40");
        assertThat(Renderers.of("html", RenderSettings.PLAIN).orElseThrow().render(feedback))
                .contains("1 day late: 40 points are deducted, which leaves 360. Time from: the roster.");
        List<ClassRun.Entry> entries = List.of(new ClassRun.GradedEntry("ada", feedback));
        assertThat(new ClassPage(
                                new ClassResults(
                                        "Sums",
                                        List.of(new ClassResults.Row("ada", "", entries.get(0))),
                                        new ClassResults.Arrivals("folders", List.of(), List.of(), List.of()),
                                        Comparison.NONE,
                                        new Similarity.Outcome("", List.of()),
                                        0.5),
                                MistakeCatalog.load())
                        .render())
                .contains("360 (−40)", "the roster");
        assertThat(GradebookWriter.csv(GradebookRow.of(entries)))
                .contains("time_from", "2025-10-04T09:00:00Z,the roster,1,0,360");
    }
}
