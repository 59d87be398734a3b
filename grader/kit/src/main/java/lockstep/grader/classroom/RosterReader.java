package lockstep.grader.classroom;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a roster: a table with a row per student, as a learning platform exports it or a person writes it. A row of Canvas's
 * own (the possible points, its test student) is nobody.
 */
public final class RosterReader {

    private static final Pattern PARTICIPANT =
            Pattern.compile("(?i)(?:participant|teilnehmer(?:[/*:]?in)?|참가자|참여자)\\s*(?=\\d+$)");
    private static final Set<String> NO_TIME =
            Set.of("-", "–", "—", "never", "nie", "n/a", "none", "no submission", "not submitted");
    private static final Set<String> TEST_STUDENT = Set.of("student, test", "test student");

    private final TimeReader times;
    private final Consumer<String> notes;

    /**
     * @param zone where times without a zone of their own are from
     * @param notes hears what was taken for granted, in sentences to the instructor
     */
    public RosterReader(ZoneId zone, Consumer<String> notes) {
        this.times = new TimeReader(zone);
        this.notes = notes;
    }

    /**
     * Reads a file.
     *
     * @throws UnreadableTableException if it is no roster, or a time in it cannot be read
     */
    public Roster read(Path file) throws IOException {
        Table table = Table.read(
                file,
                plain -> RosterColumn.of(plain).filter(RosterColumn::identifies).isPresent(),
                RosterColumn.identifying(),
                notes);
        return new Rows(table).read();
    }

    /** The rows of one table, on their way to people. */
    private final class Rows {

        private final Table table;
        private final List<String> names;
        /** Which columns tell what, the one that counts first first. */
        private final Map<RosterColumn, List<Integer>> places = new EnumMap<>(RosterColumn.class);

        private boolean withoutZone;

        Rows(Table table) {
            this.table = table;
            this.names = table.header().stream().map(Table::plain).toList();
            for (int i = 0; i < names.size(); i++) {
                int place = i;
                RosterColumn.of(names.get(i))
                        .ifPresent(column -> places.computeIfAbsent(column, it -> new ArrayList<>())
                                .add(place));
            }
            places.forEach((column, all) -> all.sort(Comparator.comparingInt(i -> column.rank(names.get(i)))));
        }

        Roster read() throws UnreadableTableException {
            List<Person> people = new ArrayList<>();
            for (Table.Row row : table.rows()) {
                Person person = person(row);
                String nobody = nobody(person);
                if (nobody == null) {
                    people.add(person);
                } else if (!nobody.isEmpty()) {
                    notes.accept(table.file() + ":" + row.line() + ": " + nobody);
                }
            }
            if (withoutZone) {
                notes.accept(table.file() + ": times without a zone are taken as of " + times.zone()
                        + ", as \"zone\" in grading.yaml says, or else this machine");
            }
            return new Roster(people);
        }

        private Person person(Table.Row row) throws UnreadableTableException {
            Map<String, String> columns = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                columns.putIfAbsent(names.get(i), row.cells().get(i));
            }
            Map<RosterColumn, List<String>> known = new EnumMap<>(RosterColumn.class);
            places.forEach((column, all) -> known.put(
                    column,
                    all.stream()
                            .map(i -> value(column, row.cells().get(i)))
                            .filter(text -> !text.isEmpty())
                            .distinct()
                            .toList()));
            for (String days : known.getOrDefault(RosterColumn.LATE_DAYS_USED, List.of())) {
                if (!days.matches("\\d{1,3}")) {
                    throw wrong(row, "late days used: a whole number expected, found \"" + days + "\"");
                }
            }
            return new Person(row.line(), known, columns, submittedAt(row, known));
        }

        private @Nullable Instant submittedAt(Table.Row row, Map<RosterColumn, List<String>> known)
                throws UnreadableTableException {
            for (String text : known.getOrDefault(RosterColumn.SUBMITTED_AT, List.of())) {
                if (!NO_TIME.contains(text.toLowerCase(Locale.ROOT))) {
                    try {
                        TimeReader.Stamp stamp = times.moment(text);
                        withoutZone |= stamp.zone() == null;
                        return stamp.instant();
                    } catch (TimeReader.UnreadableTimeException e) {
                        throw wrong(row, "the time of submission: " + e.getMessage());
                    }
                }
            }
            return null;
        }

        private UnreadableTableException wrong(Table.Row row, String message) {
            return new UnreadableTableException(table.file() + ":" + row.line() + ": " + message);
        }

        /** Why a row is no student: null where it is one, empty where nobody needs to be told. */
        private @Nullable String nobody(Person person) {
            boolean numbered = !person.ids().isEmpty()
                    || !person.usernames().isEmpty()
                    || !person.email().isEmpty();
            boolean ofCanvas = names.contains("sisloginid");
            if (!numbered && (person.name().isEmpty() || ofCanvas)) {
                return ofCanvas ? "" : "left out: it names nobody";
            }
            boolean test = ofCanvas
                    && TEST_STUDENT.contains(Person.folded(person.name()))
                    && person.column("SIS User ID").isEmpty();
            return test ? "left out: it is Canvas's own test student, as it has no SIS User ID" : null;
        }
    }

    private static String value(RosterColumn column, String cell) {
        return switch (column) {
            // D2L writes a number sign before what a spreadsheet would take for a number.
            case USERNAME -> cell.replaceFirst("^#", "");
            case ID -> PARTICIPANT.matcher(cell).replaceFirst("").replaceFirst("^#", "");
            case EMAIL, NAME, FIRST_NAME, LAST_NAME, TEAM, SECTION, SUBMITTED_AT, LATE_DAYS_USED -> cell;
        };
    }
}
