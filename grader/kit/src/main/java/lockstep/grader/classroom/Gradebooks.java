package lockstep.grader.classroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * stays empty, and so does the grade of whoever has none.
 *
 * @param assignment what the grades are for, as a column or a field names it
 * @param rows every row of the roster, and submissions of nobody on it
 */
public record Gradebooks(String assignment, List<GradebookRow> rows) {

    public Gradebooks {
        rows = List.copyOf(rows);
    }

    /** Writes one file per platform into the folder. */
    public void write(Path folder) throws OutputFile.UnwritableException {
        OutputFile.write(folder.resolve("gradebook-canvas.csv"), canvas());
        OutputFile.write(folder.resolve("gradebook-moodle.csv"), moodle());
        OutputFile.write(folder.resolve("gradebook-gh-classroom.csv"), ghClassroom());
        OutputFile.write(folder.resolve("gradebook-classroom50.csv"), classroom50());
    }

    /**
     * Canvas finds its students and the assignment by its own numbers: those of the students come from a roster that Canvas
     * exported; the assignment's, in brackets after its name, is part of the name that is given.
     */
    String canvas() {
        String column = assignment;
        List<List<String>> first = new ArrayList<>();
        first.add(List.of("    Points Possible", "", "", "", "", maximum()));
        return csv(
                List.of("Student", "ID", "SIS User ID", "SIS Login ID", "Section", column),
                first,
                (row, it) -> List.of(
                        row.name(),
                        // Another platform's roster has something else in a column of this name.
                        it.column("ID").matches("\\d+") ? it.column("ID") : "",
                        it.column("SIS User ID"),
                        either(it.column("SIS Login ID"), it.username()),
                        it.column("Section"),
                        decimal(row)));
    }

    /** Moodle maps columns when it imports. */
    String moodle() {
        return csv(
                List.of("Full name", "Username", "Email address", "ID number", assignment, "Maximum"),
                List.of(),
                (row, it) -> List.of(
                        row.name(),
                        it.username(),
                        it.email(),
                        // A participant's number is no ID number, and might be another student's.
                        it.column("Identifier").isEmpty() ? it.id() : it.column("ID number"),
                        decimal(row),
                        maximum()));
    }

    String ghClassroom() {
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
        return csv(header, List.of(), (row, it) -> {
            Feedback feedback = feedback(row);
            Settled.@Nullable Share total =
                    feedback == null ? null : Settled.whole(feedback).total();
            return List.of(
                    either(it.column("assignment_name"), assignment),
                    it.column("assignment_url"),
                    it.column("starter_code_url"),
                    it.username(),
                    either(it.column("roster_identifier"), it.id(), it.email(), it.name()),
                    either(it.column("student_repository_name"), row.submission()),
                    it.column("student_repository_url"),
                    it.column("submission_timestamp"),
                    whole(row),
                    total == null ? "" : String.valueOf(total.maxScore()));
        });
    }

    String classroom50() {
        List<String> header =
                List.of("username", "first_name", "last_name", "email", "section", "github_id", "score", "max-score");
        return csv(header, List.of(), (row, it) -> {
            Feedback feedback = feedback(row);
            Settled.@Nullable Share total =
                    feedback == null ? null : Settled.whole(feedback).total();
            return List.of(
                    row.person() == null ? row.submission() : it.username(),
                    either(it.column("first_name"), names(it).get(0)),
                    either(it.column("last_name"), names(it).get(1)),
                    it.email(),
                    it.column("section"),
                    it.column("github_id"),
                    whole(row),
                    total == null ? "" : String.valueOf(total.maxScore()));
        });
    }

    private String csv(
            List<String> header, List<List<String>> first, BiFunction<GradebookRow, Person, List<String>> cells) {
        StringBuilder out = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180)) {
            printer.printRecord(header.stream().map(GradebookWriter::cell).toList());
            for (List<String> each : first) {
                printer.printRecord(each);
            }
            // A platform knows nobody who is not on its roster.
            boolean roster = rows.stream().anyMatch(row -> row.person() != null);
            for (GradebookRow row :
                    rows.stream().filter(row -> !roster || row.person() != null).toList()) {
                Person person = row.person() == null ? Person.NOBODY : row.person();
                printer.printRecord(cells.apply(row, person).stream()
                        .map(GradebookWriter::cell)
                        .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** The first and the last name, as far as one can tell them apart. */
    private static List<String> names(Person person) {
        String name = person.name().strip();
        int comma = name.indexOf(',');
        int space = name.lastIndexOf(' ');
        return comma >= 0
                ? List.of(
                        name.substring(comma + 1).strip(),
                        name.substring(0, comma).strip())
                : List.of(name.substring(0, Math.max(0, space)).strip(), name.substring(space + 1));
    }

    private static @Nullable Feedback feedback(GradebookRow row) {
        return row.entry() instanceof ClassRun.GradedEntry graded ? graded.feedback() : null;
    }

    private static String decimal(GradebookRow row) {
        Feedback feedback = feedback(row);
        if (feedback == null) {
            return "";
        }
        Settled settled = Settled.hundredths(feedback);
        double points = settled.points(settled.total().score()).doubleValue();
        return Marks.text(reduced(feedback, points));
    }

    private static String whole(GradebookRow row) {
        Feedback feedback = feedback(row);
        if (feedback == null) {
            return "";
        }
        long points = Settled.whole(feedback).total().score();
        return String.valueOf((long) Math.floor(reduced(feedback, points)));
    }

    private static double reduced(Feedback feedback, double points) {
        return feedback.timeliness() == null ? points : feedback.timeliness().reduced(points);
    }

    private String maximum() {
        return rows.stream()
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
