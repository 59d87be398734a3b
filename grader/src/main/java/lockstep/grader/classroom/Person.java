package lockstep.grader.classroom;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One row of a roster.
 *
 * @param columns what the row says, by the names of the columns in lower case, letters and digits only
 */
public record Person(Map<String, String> columns) {

    public Person {
        columns = Map.copyOf(columns);
    }

    private String first(String... names) {
        return Stream.of(names)
                .map(name -> columns.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .map(String::strip)
                .findFirst()
                .orElse("");
    }

    /** Returns the user name on the platform where submissions come from; empty where the roster has none. */
    public String username() {
        return first("githubusername", "username", "login", "sisloginid", "user");
    }

    /** Returns every user name that the roster has. */
    public List<String> usernames() {
        return all("githubusername", "username", "login", "sisloginid", "loginid", "user");
    }

    /** Returns every ID that the roster has. */
    public List<String> ids() {
        return all(
                "idnumber",
                "id",
                "sisuserid",
                "studentid",
                "sid",
                "orgdefinedid",
                "identifier",
                "rosteridentifier",
                "githubid");
    }

    private List<String> all(String... names) {
        return Stream.of(names)
                .map(name -> columns.getOrDefault(name, "").strip())
                .filter(value -> !value.isEmpty())
                .toList();
    }

    public String email() {
        return first("email", "emailaddress", "mail");
    }

    /** Returns the number or word by which a learning platform knows the student. */
    public String id() {
        // A grading worksheet of Moodle's has "Participant 400" where the names of its folders have 400.
        return first("idnumber", "id", "sisuserid", "studentid", "identifier", "rosteridentifier", "githubid")
                .replaceFirst("(?i)^participant\\s+(?=\\d+$)", "");
    }

    /** Returns the name as people write it. */
    public String name() {
        String whole = first("student", "fullname", "name", "displayname");
        return !whole.isEmpty()
                ? whole
                : Stream.of(first("firstname"), first("lastname", "surname"))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" "));
    }

    /** Returns a column as the roster has it; empty where it has none. */
    public String column(String name) {
        return columns.getOrDefault(Roster.plain(name), "");
    }

    /** Returns when the student handed in, where the roster says so. */
    public Optional<Instant> submittedAt() {
        String text = first("submissiontimestamp", "submittedat", "submitted");
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            OffsetDateTime.parse(text.replaceFirst(" UTC$", "Z").replaceFirst(" ", "T"))
                                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
