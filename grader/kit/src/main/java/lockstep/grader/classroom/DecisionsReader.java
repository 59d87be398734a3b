package lockstep.grader.classroom;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lockstep.grader.report.Adjustment;
import lockstep.grader.typo.Nearest;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an instructor decided about single students. Whatever is wrong is told with file and line, and nothing is
 * guessed.
 */
public final class DecisionsReader {

    private static final String STUDENT = "student";
    private static final String EXERCISE = "exercise";
    private static final String UNTIL = "until";
    private static final String CHECK = "check";
    private static final String POINTS = "points";
    private static final String REASON = "reason";

    /** Hundredths at most, as all points are; a comma is a point where a table has semicolons. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,5}(?:[.,]\\d{1,2})?");

    private final Set<String> slugs = new TreeSet<>();
    private final Set<String> ids = new TreeSet<>();
    private final Consumer<String> notes;

    /**
     * @param checkIds every check of the kit
     * @param notes hears what was taken for granted
     */
    public DecisionsReader(List<String> checkIds, Consumer<String> notes) {
        checkIds.forEach(id -> slugs.add(id.substring(0, id.indexOf('.'))));
        ids.addAll(checkIds);
        this.notes = notes;
    }

    /**
     * Reads a table of extensions: student, exercise or empty, until, reason.
     *
     * @param late the rule that they extend; null where there is no deadline
     */
    public List<Decisions.Extension> extensions(Path path, GradingScheme.@Nullable Late late) throws IOException {
        List<Decisions.Extension> extensions = new ArrayList<>();
        for (Cells cells : rows(path, List.of(STUDENT, UNTIL), List.of(EXERCISE, REASON))) {
            if (late == null) {
                throw cells.wrong(UNTIL, "a deadline in grading.yaml expected, which is to be extended, found none");
            }
            String exercise = cells.of(EXERCISE);
            if (!exercise.isEmpty() && !slugs.contains(exercise)) {
                throw cells.wrong(
                        EXERCISE,
                        "one of " + String.join(", ", slugs) + " expected, or nothing for all of them, found \""
                                + exercise + "\"" + Nearest.suggestion(exercise, slugs));
            }
            Instant until = until(cells, late);
            if (until.isBefore(late.deadline())) {
                throw cells.wrong(
                        UNTIL,
                        "a time after the deadline ("
                                + late.deadline().atZone(late.zone()).toOffsetDateTime() + ") expected, found \""
                                + cells.of(UNTIL) + "\"");
            }
            extensions.add(new Decisions.Extension(cells.origin(), exercise, until, cells.of(REASON)));
        }
        return extensions;
    }

    private static Instant until(Cells cells, GradingScheme.Late late) throws UnreadableTableException {
        try {
            return new TimeReader(late.zone()).end(cells.of(UNTIL)).instant();
        } catch (TimeReader.UnreadableTimeException e) {
            throw cells.wrong(UNTIL, String.valueOf(e.getMessage()));
        }
    }

    /** Reads a table of points by hand: student, check or exercise, points, reason. */
    public List<Decisions.ByHand> byHand(Path path) throws IOException {
        List<Decisions.ByHand> byHand = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        for (Cells cells : rows(path, List.of(STUDENT, CHECK, POINTS), List.of(REASON))) {
            String target = cells.of(CHECK);
            if (!slugs.contains(target) && !ids.contains(target)) {
                Set<String> names = new TreeSet<>(ids);
                names.addAll(slugs);
                throw cells.wrong(
                        CHECK,
                        "the id of a check or an exercise expected, found \"" + target + "\""
                                + Nearest.suggestion(target, names) + "; ./grade list --ids prints every id");
            }
            Double points = points(cells);
            if (points == null && cells.of(REASON).isEmpty()) {
                throw cells.wrong(POINTS, "points or a reason expected, found neither");
            }
            String same = String.join("\t", Person.folded(cells.of(STUDENT)), target, points + "", cells.of(REASON));
            Integer line = lines.putIfAbsent(same, cells.line());
            if (line != null) {
                throw cells.wrong(
                        STUDENT,
                        "each line once expected, found the same as in line " + line + ", which would count twice");
            }
            byHand.add(new Decisions.ByHand(cells.origin(), target, new Adjustment(points, cells.of(REASON))));
        }
        return byHand;
    }

    private static @Nullable Double points(Cells cells) throws UnreadableTableException {
        String text = cells.of(POINTS).replace('\u2212', '-');
        if (text.isEmpty()) {
            return null;
        }
        if (!NUMBER.matcher(text).matches()) {
            throw cells.wrong(
                    POINTS, "a number like 5, -2.5 or nothing for a comment alone expected, found \"" + text + "\"");
        }
        return Double.valueOf(text.replace(',', '.'));
    }

    /** A row by the names of its columns. */
    private record Cells(String file, int line, Map<String, String> cells) {

        String of(String column) {
            return cells.getOrDefault(column, "");
        }

        Decisions.Origin origin() {
            return new Decisions.Origin(file, line, of(STUDENT));
        }

        UnreadableTableException wrong(String column, String message) {
            return new UnreadableTableException(file + ":" + line + ": " + column + ": " + message);
        }
    }

    private List<Cells> rows(Path path, List<String> needed, List<String> further) throws IOException {
        Set<String> names = new TreeSet<>(needed);
        names.addAll(further);
        String accepted = "  " + needed.stream().map(DecisionsReader::header).collect(Collectors.joining(", "))
                + ", and perhaps " + String.join(", ", further);
        Table table = Table.read(path, plain -> names.contains(column(plain, needed)), accepted, notes);
        List<String> columns = table.header().stream()
                .map(name -> column(Table.plain(name), needed))
                .toList();
        for (String name : needed) {
            if (!columns.contains(name)) {
                throw new UnreadableTableException(table.file() + ": a column \"" + header(name) + "\" expected, found "
                        + String.join(", ", table.header()));
            }
        }
        List<Cells> rows = new ArrayList<>();
        for (Table.Row row : table.rows()) {
            Map<String, String> cells = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                // Of a column for checks and one for exercises, one may be filled.
                cells.merge(columns.get(i), row.cells().get(i), (one, other) -> one.isEmpty() ? other : one);
            }
            rows.add(new Cells(table.file(), row.line(), cells));
        }
        return rows;
    }

    /** Points are given for a check or an exercise; the column may be called either, or both. */
    private static String column(String plain, List<String> needed) {
        boolean target = needed.contains(CHECK)
                && Set.of("checkorexercise", "exerciseorcheck", EXERCISE, CHECK).contains(plain);
        return target ? CHECK : plain;
    }

    private static String header(String column) {
        return column.equals(CHECK) ? "check or exercise" : column;
    }
}
