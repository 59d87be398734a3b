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
        List<Person> people = new ArrayList<>();
        boolean[] withoutZone = new boolean[1];
        for (Table.Row row : table.rows()) {
            Person person = person(table, row, withoutZone);
            String nobody = nobody(table, person);
            if (nobody == null) {
                people.add(person);
            } else if (!nobody.isEmpty()) {
                notes.accept(table.file() + ":" + row.line() + ": " + nobody);
            }
        }
        if (withoutZone[0]) {
            notes.accept(table.file() + ": times without a zone are taken as of " + times.zone());
        }
        return new Roster(people);
    }

    private Person person(Table table, Table.Row row, boolean[] withoutZone) throws UnreadableTableException {
        Map<String, String> columns = new LinkedHashMap<>();
        Map<RosterColumn, List<Integer>> places = new EnumMap<>(RosterColumn.class);
        for (int i = 0; i < table.header().size(); i++) {
            columns.putIfAbsent(Table.plain(table.header().get(i)), row.cells().get(i));
            int place = i;
            RosterColumn.of(table.header().get(i))
                    .ifPresent(column -> places.computeIfAbsent(column, it -> new ArrayList<>())
                            .add(place));
        }
        Map<RosterColumn, List<String>> known = new EnumMap<>(RosterColumn.class);
        places.forEach((column, all) -> known.put(
                column,
                all.stream()
                        .sorted(Comparator.comparingInt(
                                i -> column.rank(Table.plain(table.header().get(i)))))
                        .map(i -> value(column, row.cells().get(i)))
                        .filter(text -> !text.isEmpty())
                        .distinct()
                        .toList()));
        return new Person(row.line(), known, columns, submittedAt(table.file(), row.line(), known, withoutZone));
    }

    private static String value(RosterColumn column, String cell) {
        return switch (column) {
            // D2L writes a number sign before what a spreadsheet would take for a number.
            case USERNAME -> cell.replaceFirst("^#", "");
            case ID -> PARTICIPANT.matcher(cell).replaceFirst("").replaceFirst("^#", "");
            case EMAIL, NAME, FIRST_NAME, LAST_NAME, TEAM, SECTION, SUBMITTED_AT, LATE_DAYS_USED -> cell;
        };
    }

    private @Nullable Instant submittedAt(
            String file, int line, Map<RosterColumn, List<String>> known, boolean[] withoutZone)
            throws UnreadableTableException {
        for (String text : known.getOrDefault(RosterColumn.SUBMITTED_AT, List.of())) {
            if (!NO_TIME.contains(text.toLowerCase(Locale.ROOT))) {
                try {
                    TimeReader.Stamp stamp = times.moment(text);
                    withoutZone[0] |= stamp.zone() == null;
                    return stamp.instant();
                } catch (TimeReader.UnreadableTimeException e) {
                    throw new UnreadableTableException(
                            file + ":" + line + ": the time of submission: " + e.getMessage());
                }
            }
        }
        return null;
    }

    /** Why a row is no student: null where it is one, empty where nobody needs to be told. */
    private static @Nullable String nobody(Table table, Person person) {
        boolean numbered = !person.ids().isEmpty()
                || !person.usernames().isEmpty()
                || !person.email().isEmpty();
        boolean ofCanvas = table.header().stream().map(Table::plain).anyMatch("sisloginid"::equals);
        if (!numbered && (person.name().isEmpty() || ofCanvas)) {
            return person.name().isEmpty() && !ofCanvas ? "left out: it names nobody" : "";
        }
        boolean test = ofCanvas
                && TEST_STUDENT.contains(Person.folded(person.name()))
                && person.column("SIS User ID").isEmpty();
        return test ? "left out: it is Canvas's own test student, as it has no SIS User ID" : null;
    }
}
