package lockstep.grader.classroom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
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

    /**
     * Who handed in what.
     *
     * @param people each matched submission's person, by the submission's name
     * @param unknown submissions that nobody on the roster fits, or more than one does
     * @param missing people without a submission
     */
    public record Matched(Map<String, Person> people, List<String> unknown, List<Person> missing) {
        public Matched {
            people = Collections.unmodifiableMap(new LinkedHashMap<>(people));
            unknown = List.copyOf(unknown);
            missing = List.copyOf(missing);
        }
    }

    /**
     * Finds each submission's person: by user name, e-mail or ID as a whole or as a part of the submission's name, and at
     * last by the name. A submission that fits two people, and two submissions that fit one person in the same way, stay
     * unmatched.
     */
    public Matched match(List<String> submissions) {
        Map<String, Person> matched = new LinkedHashMap<>();
        Set<Person> taken = new LinkedHashSet<>();
        List<Function<Person, String>> marks = List.of(
                Person::username,
                Person::email,
                Person::id,
                person -> person.email().replaceFirst("@.*", ""));
        for (Function<Person, String> mark : marks) {
            matchBy(submissions, matched, taken, (name, person) -> fits(name, mark.apply(person)));
        }
        matchBy(submissions, matched, taken, Roster::fitsName);
        return new Matched(
                matched,
                submissions.stream().filter(name -> !matched.containsKey(name)).toList(),
                people.stream().filter(person -> !taken.contains(person)).toList());
    }

    private void matchBy(
            List<String> submissions,
            Map<String, Person> matched,
            Set<Person> taken,
            BiPredicate<String, Person> fits) {
        Map<String, Person> candidates = new LinkedHashMap<>();
        for (String name : submissions) {
            List<Person> fitting = matched.containsKey(name)
                    ? List.of()
                    : people.stream()
                            .filter(person -> !taken.contains(person) && fits.test(name, person))
                            .toList();
            if (fitting.size() == 1) {
                candidates.put(name, fitting.get(0));
            }
        }
        candidates.forEach((name, person) -> {
            long rivals = candidates.values().stream().filter(person::equals).count();
            if (rivals == 1) {
                matched.put(name, person);
                taken.add(person);
            }
        });
    }

    private static boolean fits(String submission, String mark) {
        if (mark.isEmpty()) {
            return false;
        }
        String name = submission.toLowerCase(Locale.ROOT);
        String wanted = mark.toLowerCase(Locale.ROOT);
        return name.equals(wanted)
                || name.endsWith("-" + wanted)
                || List.of(name.split("[_\\s]+", -1)).contains(wanted);
    }

    private static boolean fitsName(String submission, Person person) {
        String name = plain(person.name());
        if (name.isEmpty()) {
            return false;
        }
        String[] words = person.name().strip().split("[\\s,]+", -1);
        String turned =
                plain(words[words.length - 1] + String.join("", List.of(words).subList(0, words.length - 1)));
        String first = plain(submission.split("_", -1)[0]);
        return List.of(plain(submission), first).stream().anyMatch(it -> it.equals(name) || it.equals(turned));
    }
}
