package lockstep.grader.classroom;

import java.text.Normalizer;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A student of a roster.
 *
 * @param line where the student's row begins in the file, from 1 on; 0 where there is none
 * @param known what is known of the student, the first of several values first
 * @param columns all cells by the names of their columns, as {@link Table#plain} makes them
 * @param submittedAt when the student handed in; null where the roster does not tell
 */
public record Person(
        int line,
        Map<RosterColumn, List<String>> known,
        Map<String, String> columns,
        @Nullable Instant submittedAt) {

    /** Somebody of whom nothing is known. */
    public static final Person NOBODY = new Person(0, Map.of(), Map.of(), null);

    private static final Pattern WRITTEN_TOGETHER = Pattern.compile("[\\p{IsHangul}\\p{IsHan}]+");

    public Person {
        known = Map.copyOf(known);
        columns = Map.copyOf(columns);
    }

    private List<String> all(RosterColumn column) {
        return known.getOrDefault(column, List.of());
    }

    private String first(RosterColumn column) {
        return all(column).stream().findFirst().orElse("");
    }

    /** Returns the user name, that on GitHub before others; empty where the roster has none. */
    public String username() {
        return first(RosterColumn.USERNAME);
    }

    /** Returns all user names. */
    public List<String> usernames() {
        return all(RosterColumn.USERNAME);
    }

    /** Returns the e-mail address; empty where the roster has none. */
    public String email() {
        return first(RosterColumn.EMAIL);
    }

    /**
     * Returns all numbers and words by which a platform or a university knows the student. Of Moodle's
     * {@code Participant 400} it is the number, as the names of its folders have it.
     */
    public List<String> ids() {
        return all(RosterColumn.ID);
    }

    /** Returns the first of the IDs; empty where the roster has none. */
    public String id() {
        return first(RosterColumn.ID);
    }

    /** Returns the team that the student hands in with; empty where the roster has none. */
    public String team() {
        return first(RosterColumn.TEAM);
    }

    /** Returns the section; of a student in several, all with commas between them. */
    public String section() {
        return String.join(", ", all(RosterColumn.SECTION));
    }

    /** Returns how many late days the student has used in earlier assignments; 0 where the roster does not tell. */
    public int lateDaysUsed() {
        String days = first(RosterColumn.LATE_DAYS_USED);
        return days.isEmpty() ? 0 : Integer.parseInt(days);
    }

    /** Returns the name as the roster has it, or put together from first and last name; empty where there is none. */
    public String name() {
        String whole = first(RosterColumn.NAME);
        String firstName = first(RosterColumn.FIRST_NAME);
        String lastName = first(RosterColumn.LAST_NAME);
        if (!whole.isEmpty() && lastName.isEmpty() && !firstName.isEmpty()) {
            // A column "Name" beside one "Vorname" has the last name.
            return whole.contains(firstName) ? whole : joined(firstName, whole);
        }
        if (!whole.isEmpty() && firstName.isEmpty() && !lastName.isEmpty()) {
            // And "이름" beside "성" has the first one.
            return whole.startsWith(lastName) || whole.endsWith(lastName) ? whole : joined(whole, lastName);
        }
        return whole.isEmpty() ? joined(firstName, lastName) : whole;
    }

    private static String joined(String first, String last) {
        if (WRITTEN_TOGETHER.matcher(first).matches()
                && WRITTEN_TOGETHER.matcher(last).matches()) {
            return last + first;
        }
        return Stream.of(first, last)
                .filter(part -> !part.isEmpty())
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }

    /** Returns the spellings of the name: as it is, "Doe, Jane" as "Jane Doe" as well, and either order where both are known. */
    public List<String> names() {
        Set<String> names = new LinkedHashSet<>();
        String name = name();
        if (!name.isEmpty()) {
            names.add(name);
            String[] parts = name.split("\\s*,\\s*", -1);
            if (parts.length == 2 && !parts[0].isEmpty() && !parts[1].isEmpty()) {
                names.add(parts[1] + " " + parts[0]);
            }
        }
        String firstName = first(RosterColumn.FIRST_NAME);
        String lastName = first(RosterColumn.LAST_NAME);
        if (!firstName.isEmpty() && !lastName.isEmpty()) {
            names.add(firstName + " " + lastName);
            names.add(lastName + " " + firstName);
        }
        return List.copyOf(names);
    }

    /** Returns everything by which the student may be called, {@link #folded}. */
    public Set<String> identities() {
        Set<String> identities = new LinkedHashSet<>();
        Stream.of(usernames(), all(RosterColumn.EMAIL), ids(), names())
                .flatMap(List::stream)
                .map(Person::folded)
                .forEach(identities::add);
        return identities;
    }

    /**
     * Returns what two rows of one person (in two sections, say) have in common: user names, IDs and e-mail addresses. A row
     * that has none of them is a person of its own.
     */
    Set<String> marks() {
        Set<String> marks = new LinkedHashSet<>();
        for (RosterColumn column : List.of(RosterColumn.USERNAME, RosterColumn.ID, RosterColumn.EMAIL)) {
            all(column).stream()
                    .filter(text -> !Table.plain(text).isEmpty())
                    .forEach(text -> marks.add(column + " " + folded(text)));
        }
        return marks.isEmpty() ? Set.of("line " + line) : marks;
    }

    /** Returns a text so that two are equal if they differ in nothing but case, white space and Unicode's forms. */
    public static String folded(String text) {
        return Normalizer.normalize(text.strip().replaceAll("\\s+", " "), Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    /** Returns how to call the student in a sentence: by name, or else by what else is known. */
    public String called() {
        return Stream.of(name(), username(), email(), id())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("?");
    }

    /** Returns a column as the roster has it; empty where it has none. */
    public String column(String name) {
        return columns.getOrDefault(Table.plain(name), "");
    }
}
