package lockstep.grader.classroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Marks;
import lockstep.grader.report.OutputFile;
import lockstep.grader.report.render.Settled;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Gradebooks as other platforms import them, in CSV; pending points are settled by the policy. What the roster does not know
 * stays empty.
 *
 * @param assignment what the grades are for, as a column or a field names it
 * @param people the persons behind the submissions, by the submissions' names
 * @param late how late submissions are, by their names; empty where there is no deadline
 */
public record Gradebooks(String assignment, Map<String, Person> people, Map<String, Lateness> late) {

    public Gradebooks {
        people = Map.copyOf(people);
        late = Map.copyOf(late);
    }

    /** Writes one file per platform into the folder. */
    public void write(Path folder, List<ClassRun.Entry> entries) throws OutputFile.UnwritableException {
        OutputFile.write(folder.resolve("gradebook-canvas.csv"), canvas(entries));
        OutputFile.write(folder.resolve("gradebook-moodle.csv"), moodle(entries));
        OutputFile.write(folder.resolve("gradebook-gh-classroom.csv"), ghClassroom(entries));
        OutputFile.write(folder.resolve("gradebook-classroom50.csv"), classroom50(entries));
    }

    /**
     * Canvas finds its students and the assignment by its own numbers: those of the students come from a roster that Canvas
     * exported; the assignment's, in brackets after its name, is part of the name that is given.
     */
    String canvas(List<ClassRun.Entry> entries) {
        String column = assignment;
        List<List<String>> first = new ArrayList<>();
        first.add(List.of("    Points Possible", "", "", "", "", maximum(entries)));
        return csv(
                List.of("Student", "ID", "SIS User ID", "SIS Login ID", "Section", column),
                first,
                entries,
                (entry, it) -> List.of(
                        either(it.name(), entry.student()),
                        it.column("ID"),
                        it.column("SIS User ID"),
                        either(it.column("SIS Login ID"), it.username()),
                        it.column("Section"),
                        decimal(entry)));
    }

    /** Moodle maps columns when it imports. */
    String moodle(List<ClassRun.Entry> entries) {
        return csv(
                List.of("Full name", "Username", "Email address", "ID number", assignment, "Maximum"),
                List.of(),
                entries,
                (entry, it) -> List.of(
                        either(it.name(), entry.student()),
                        it.username(),
                        it.email(),
                        // A participant's number is no ID number, and might be another student's.
                        it.column("Identifier").isEmpty() ? it.id() : it.column("ID number"),
                        decimal(entry),
                        maximum(entries)));
    }

    String ghClassroom(List<ClassRun.Entry> entries) {
        List<String> header = List.of(
                "assignment_name",
                "assignment_url",
                "starter_code_url",
                "github_username",
                "roster_identifier",
                "student_repository_name",
                "student_repository_url",
                "submission_timestamp",
                "points_awarded",
                "points_available");
        return csv(header, List.of(), entries, (entry, it) -> {
            Feedback feedback = feedback(entry);
            Settled.@Nullable Share total =
                    feedback == null ? null : Settled.whole(feedback).total();
            return List.of(
                    either(it.column("assignment_name"), assignment),
                    it.column("assignment_url"),
                    it.column("starter_code_url"),
                    it.username(),
                    either(it.column("roster_identifier"), it.id()),
                    either(it.column("student_repository_name"), entry.student()),
                    it.column("student_repository_url"),
                    it.column("submission_timestamp"),
                    whole(entry),
                    total == null ? "" : String.valueOf(total.maxScore()));
        });
    }

    String classroom50(List<ClassRun.Entry> entries) {
        List<String> header =
                List.of("username", "first_name", "last_name", "email", "section", "github_id", "score", "max-score");
        return csv(header, List.of(), entries, (entry, it) -> {
            Feedback feedback = feedback(entry);
            Settled.@Nullable Share total =
                    feedback == null ? null : Settled.whole(feedback).total();
            return List.of(
                    either(it.username(), entry.student()),
                    it.column("first_name"),
                    it.column("last_name"),
                    it.email(),
                    it.column("section"),
                    it.column("github_id"),
                    whole(entry),
                    total == null ? "" : String.valueOf(total.maxScore()));
        });
    }

    private String csv(
            List<String> header,
            List<List<String>> first,
            List<ClassRun.Entry> entries,
            BiFunction<ClassRun.Entry, Person, List<String>> row) {
        StringBuilder out = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180)) {
            printer.printRecord(header.stream().map(GradebookWriter::cell).toList());
            for (List<String> each : first) {
                printer.printRecord(each);
            }
            for (ClassRun.Entry entry : entries) {
                Person person = people.getOrDefault(entry.student(), Person.NOBODY);
                printer.printRecord(row.apply(entry, person).stream()
                        .map(GradebookWriter::cell)
                        .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static @Nullable Feedback feedback(ClassRun.Entry entry) {
        return entry instanceof ClassRun.GradedEntry graded ? graded.feedback() : null;
    }

    private String decimal(ClassRun.Entry entry) {
        Feedback feedback = feedback(entry);
        if (feedback == null) {
            return "";
        }
        Settled settled = Settled.hundredths(feedback);
        double points = settled.points(settled.total().score()).doubleValue();
        Lateness lateness = late.get(entry.student());
        return Marks.text(lateness == null ? points : lateness.reduced(feedback, points));
    }

    private String whole(ClassRun.Entry entry) {
        Feedback feedback = feedback(entry);
        if (feedback == null) {
            return "";
        }
        long points = Settled.whole(feedback).total().score();
        Lateness lateness = late.get(entry.student());
        return String.valueOf(lateness == null ? points : (long) Math.floor(lateness.reduced(feedback, points)));
    }

    private static String maximum(List<ClassRun.Entry> entries) {
        return entries.stream()
                .map(Gradebooks::feedback)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .map(it -> BigDecimal.valueOf(it.marks().maxScore()).stripTrailingZeros())
                .max(BigDecimal::compareTo)
                .map(BigDecimal::toPlainString)
                .orElse("");
    }

    private static String either(String... texts) {
        return Arrays.stream(texts).filter(text -> !text.isBlank()).findFirst().orElse("");
    }
}
