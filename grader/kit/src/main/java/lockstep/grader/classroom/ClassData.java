package lockstep.grader.classroom;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Marks;
import lockstep.grader.report.Runner;
import lockstep.grader.verdict.CheckKind;
import lockstep.grader.verdict.Outcome;
import lockstep.grader.verdict.SourceLocation;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;

/**
 * A class report for those who analyse it: all that the page shows, in numbers. The whole evidence on a check is in its
 * student's feedback.
 *
 * @param schema which version of the format this is
 * @param title what was graded
 * @param spentMillis on what kind of checks how much time went, added up over all submissions; compiling is with structure
 */
public record ClassData(
        String schema, String title, String readAs, Map<String, Long> spentMillis, List<Student> students) {

    private static final String SCHEMA = "lockstep/class-report/v1";

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final List<String> COLUMNS =
            List.of("student", "check", "kind", "verdict", "score", "max_score", "mistake", "file", "line", "message");

    public ClassData {
        students = List.copyOf(students);
    }

    /**
     * A student.
     *
     * @param feedback where the page with the student's whole feedback is, relative to the report; empty where there is none
     * @param reason why nothing was graded; null where it was
     * @param marks null where nothing was graded
     * @param machine where it was graded; null where it was not
     */
    public record Student(
            String student,
            String feedback,
            @Nullable String reason,
            @Nullable Marks marks,
            Runner.@Nullable Host machine,
            List<Check> checks) {

        public Student {
            checks = List.copyOf(checks);
        }
    }

    /**
     * What was said about a check.
     *
     * @param score with what was decided by hand
     * @param mistake the mistake that its evidence names, or null
     * @param message one sentence; null for a passed check
     * @param location the line at fault, or null
     */
    public record Check(
            String id,
            CheckKind kind,
            Outcome verdict,
            @JsonSerialize(using = Marks.Plain.class) double score,
            @JsonSerialize(using = Marks.Plain.class) double maxScore,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String mistake,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String message,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            SourceLocation location) {

        static Check of(CheckFeedback check) {
            return new Check(
                    check.question().id(),
                    check.question().kind(),
                    check.verdict(),
                    check.earned(),
                    check.worth().maxScore(),
                    check.explanation().mistake(),
                    check.explanation().message(),
                    check.explanation().location());
        }
    }

    /**
     * Returns the data of a report.
     *
     * @param links where each student's whole feedback is, by the name of the submission
     */
    public static ClassData of(String title, String readAs, List<ClassRun.Entry> entries, Map<String, String> links) {
        Map<String, Long> spent = new LinkedHashMap<>();
        for (CheckKind kind : CheckKind.values()) {
            spent.put(kind.word(), 0L);
        }
        entries.stream()
                .filter(ClassRun.GradedEntry.class::isInstance)
                .flatMap(entry -> ((ClassRun.GradedEntry) entry).feedback().checks())
                .forEach(check -> spent.merge(
                        check.question().kind().word(), check.rerun().elapsedMillis(), Long::sum));
        return new ClassData(
                SCHEMA,
                title,
                readAs,
                spent,
                entries.stream()
                        .map(entry -> student(entry, Objects.requireNonNullElse(links.get(entry.student()), "")))
                        .toList());
    }

    private static Student student(ClassRun.Entry entry, String link) {
        if (entry instanceof ClassRun.GradedEntry graded) {
            Feedback feedback = graded.feedback();
            return new Student(
                    entry.student(),
                    link,
                    null,
                    feedback.marks(),
                    feedback.runner().host(),
                    feedback.checks().map(Check::of).toList());
        }
        return new Student(entry.student(), "", ((ClassRun.NotGraded) entry).reason(), null, null, List.of());
    }

    /** Returns it as JSON, whose schema is in the grader's jar. */
    public String json() {
        return MAPPER.writeValueAsString(this).replace("\r\n", "\n") + "\n";
    }

    /** Returns a table with a row for each check of each student. No cell begins as a formula of a spreadsheet does. */
    public String csv() {
        StringBuilder out = new StringBuilder("\ufeff");
        try (CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180)) {
            printer.printRecord(COLUMNS);
            for (Student student : students) {
                for (Check check : student.checks()) {
                    SourceLocation line = check.location();
                    printer.printRecord(
                            GradebookWriter.cell(student.student()),
                            check.id(),
                            check.kind().word(),
                            check.verdict(),
                            Marks.text(check.score()),
                            Marks.text(check.maxScore()),
                            check.mistake(),
                            line == null ? "" : GradebookWriter.cell(line.file()),
                            line == null ? "" : line.line(),
                            check.message() == null ? "" : GradebookWriter.cell(check.message()));
                }
            }
            return out.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns in words where the time went: {@code structure 2 min, race 20 min}. */
    public String spent() {
        StringBuilder words = new StringBuilder();
        spentMillis.forEach((kind, millis) -> words.append(words.isEmpty() ? "" : ", ")
                .append(kind)
                .append(' ')
                .append(millis < 120_000 ? (millis + 500) / 1_000 + " s" : (millis + 30_000) / 60_000 + " min"));
        return words.toString();
    }
}
