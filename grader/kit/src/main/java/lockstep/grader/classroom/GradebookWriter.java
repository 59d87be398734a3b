package lockstep.grader.classroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.Marks;
import lockstep.grader.report.OutputFile;
import lockstep.grader.report.SubmissionTime;
import lockstep.grader.report.Timeliness;
import lockstep.grader.report.render.Shown;
import lockstep.grader.verdict.Outcome;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the gradebook: CSV with a row per student, and a column per exercise and per check. Who is on the roster and handed
 * in nothing is missing there, and has no points; not even none.
 *
 * <p>Where there is no number, the cell of a pending check says so, and that of a submission that could not be graded is
 * empty. No cell begins as a formula of a spreadsheet does.
 */
public final class GradebookWriter {

    private static final List<String> FIRST_COLUMNS = List.of("student", "score", "pending", "max_score", "status");
    private static final List<String> ROSTER_COLUMNS = List.of("id", "username", "email", "submission");
    private static final List<String> LATE_COLUMNS =
            List.of("submitted_at", "time_from", "late_days", "free_late_days", "score_after_late_rule");
    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠|%";

    private GradebookWriter() {}

    /** Writes the file whole or not at all. A byte order mark tells spreadsheets that it is UTF-8. */
    public static void write(Path target, List<GradebookRow> rows) throws OutputFile.UnwritableException {
        OutputFile.write(target, "\ufeff" + csv(rows));
    }

    /**
     * Returns the content of the file.
     *
     * @param rows in the order in which they are written; columns that identify people are there where any row has a person
     */
    public static String csv(List<GradebookRow> rows) {
        Set<String> columns = columns(rows);
        boolean late = rows.stream().anyMatch(row -> timeliness(row.entry()) != null);
        boolean roster = rows.stream().anyMatch(row -> row.person() != null);
        List<String> header = new ArrayList<>(FIRST_COLUMNS);
        if (late) {
            header.addAll(LATE_COLUMNS);
        }
        header.addAll(columns);
        header.add("remark");
        if (roster) {
            header.addAll(ROSTER_COLUMNS);
        }
        StringBuilder out = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180)) {
            printer.printRecord(header);
            for (GradebookRow row : rows) {
                List<String> cells = cells(row, columns, late);
                if (roster) {
                    cells.addAll(identity(row));
                }
                printer.printRecord(cells);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static List<String> identity(GradebookRow row) {
        Person person = row.person();
        return Stream.of(
                        person == null ? "" : person.id(),
                        person == null ? "" : person.username(),
                        person == null ? "" : person.email(),
                        row.submission())
                .map(GradebookWriter::cell)
                .toList();
    }

    private static @Nullable Timeliness timeliness(ClassRun.@Nullable Entry entry) {
        return entry instanceof ClassRun.GradedEntry graded ? graded.feedback().timeliness() : null;
    }

    private static List<String> lateCells(ClassRun.@Nullable Entry entry, boolean late) {
        if (!late) {
            return List.of();
        }
        Timeliness timeliness = timeliness(entry);
        if (timeliness == null || !(entry instanceof ClassRun.GradedEntry graded)) {
            return LATE_COLUMNS.stream().map(column -> "").toList();
        }
        SubmissionTime time = timeliness.time();
        return List.of(
                time.at() == null ? "unknown" : time.at().toString(),
                time.origin(),
                String.valueOf(timeliness.lateDays()),
                String.valueOf(timeliness.freeDays()),
                Marks.text(timeliness.reduced(graded.feedback().marks().score())));
    }

    private static Set<String> columns(List<GradebookRow> rows) {
        Set<String> columns = new LinkedHashSet<>();
        for (GradebookRow row : rows) {
            if (row.entry() instanceof ClassRun.GradedEntry graded) {
                columns.addAll(cells(graded.feedback()).keySet());
            }
        }
        return columns;
    }

    private static List<String> cells(GradebookRow line, Set<String> columns, boolean late) {
        List<String> row = new ArrayList<>();
        ClassRun.Entry entry = line.entry();
        row.add(cell(line.name()));
        if (entry instanceof ClassRun.GradedEntry graded) {
            Feedback feedback = graded.feedback();
            Marks marks = feedback.marks();
            Map<String, String> cells = cells(feedback);
            row.add(Marks.text(marks.score()));
            row.add(Marks.text(marks.pending()));
            row.add(Marks.text(marks.maxScore()));
            row.add(status(feedback));
            row.addAll(lateCells(entry, late));
            columns.forEach(column -> row.add(cells.getOrDefault(column, "")));
            row.add(cell(remark(feedback)));
        } else {
            String status = entry == null
                    ? "missing"
                    : entry instanceof ClassRun.FaultEntry ? "fault of the grader" : "not graded";
            row.addAll(List.of("", "", "", status));
            row.addAll(lateCells(entry, late));
            columns.forEach(column -> row.add(""));
            row.add(entry == null ? "" : cell(((ClassRun.NotGraded) entry).reason()));
        }
        return row;
    }

    private static Map<String, String> cells(Feedback feedback) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (ExerciseFeedback exercise : feedback.exercises()) {
            cells.put(exercise.id(), Marks.text(exercise.marks().score()));
            for (CheckFeedback check : exercise.checks()) {
                if (check.worth().maxScore() > 0) {
                    cells.put(check.question().id(), check.undecided() ? "pending" : Marks.text(check.earned()));
                }
            }
        }
        return cells;
    }

    private static String status(Feedback feedback) {
        if (feedback.nothingSubmitted()) {
            return feedback.onlyByHand() ? "by hand" : "not submitted";
        }
        if (feedback.checks().anyMatch(check -> check.verdict() == Outcome.ERRORED)) {
            return "fault of the grader";
        }
        boolean rejected = feedback.exercises().stream()
                .anyMatch(exercise -> exercise.status() == ExerciseFeedback.Status.REJECTED);
        return rejected ? "partly rejected" : feedback.marks().pending() > 0 ? "pending" : "graded";
    }

    private static String remark(Feedback feedback) {
        List<String> words = new ArrayList<>(feedback.submission().remarks());
        for (ExerciseFeedback exercise : feedback.exercises()) {
            if (exercise.status() == ExerciseFeedback.Status.NOT_SUBMITTED) {
                words.add(exercise.id() + ": not submitted");
            } else if (exercise.remark() != null) {
                words.add(exercise.id() + ": " + exercise.remark());
            }
            exercise.adjustments().forEach(it -> words.add(exercise.id() + ": by hand " + it.words()));
            exercise.checks()
                    .forEach(check -> check.worth()
                            .adjustments()
                            .forEach(it -> words.add(check.question().id() + ": by hand " + it.words())));
        }
        return String.join(" · ", words);
    }

    /** An apostrophe makes a spreadsheet take the cell for text. */
    static String cell(String text) {
        String line = Shown.line(text);
        boolean formula = starts(text) || starts(line);
        return formula ? "'" + line : line;
    }

    private static boolean starts(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    }
}
