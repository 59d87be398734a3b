package lockstep.grader.classroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The students of a class, as a learning platform exports them: CSV with a line of column names.
 *
 * <p>Columns are known by their usual names, whatever their case and punctuation: a user name, an e-mail address, an ID, a
 * name.
 */
public record Roster(List<Person> people) {

    /** No roster at all. */
    public static final Roster NONE = new Roster(List.of());

    public Roster {
        people = List.copyOf(people);
    }

    /** A file that is no roster; the message says why. */
    public static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1;

        UnreadableException(String message) {
            super(message);
        }
    }

    /** Reads a file. */
    public static Roster read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setAllowMissingColumnNames(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser parser = CSVParser.parse(text.startsWith("\ufeff") ? text.substring(1) : text, format)) {
            List<Person> people = new ArrayList<>();
            for (CSVRecord record : parser) {
                Map<String, String> columns = new LinkedHashMap<>();
                record.toMap().forEach((name, value) -> columns.putIfAbsent(plain(name), value == null ? "" : value));
                Person person = new Person(columns);
                // Canvas has a row of its own that says how many points are possible.
                boolean points = person.name().strip().toLowerCase(Locale.ROOT).startsWith("points possible");
                if (!points && columns.values().stream().anyMatch(value -> !value.isBlank())) {
                    people.add(person);
                }
            }
            if (people.stream().allMatch(it -> (it.username() + it.email() + it.id() + it.name()).isEmpty())) {
                throw new UnreadableException(file + ": a roster with a column for user names, e-mail addresses, IDs or"
                        + " names expected, found the columns " + String.join(", ", parser.getHeaderNames()));
            }
            return new Roster(people);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new UnreadableException(file + ": no readable CSV: " + e.getMessage());
        }
    }

    /** Returns letters and digits in lower case. */
    static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
