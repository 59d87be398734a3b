package lockstep.grader.classroom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lockstep.grader.classroom.export.FullName;
import lockstep.grader.classroom.export.Identity;

/**
 * Teams that hand in together; one result is all members'.
 *
 * @param members the members by the names of the teams
 */
public record Teams(Map<String, List<Person>> members) {

    /** Everybody works alone. */
    public static final Teams NONE = new Teams(Map.of());

    public Teams {
        Map<String, List<Person>> all = new LinkedHashMap<>();
        members.forEach((team, people) -> all.put(team, List.copyOf(people)));
        members = Collections.unmodifiableMap(all);
    }

    /** Takes the teams from the roster's column of teams; nobody has one where there is no such column. */
    public static Teams of(Roster roster) {
        Map<String, List<Person>> teams = new LinkedHashMap<>();
        for (Enrolled each : Enrolled.of(roster)) {
            String team = each.first().team();
            if (!team.isEmpty()) {
                teams.computeIfAbsent(team, it -> new ArrayList<>()).add(each.first());
            }
        }
        return new Teams(teams);
    }

    /**
     * Reads a file with a column for students, by whatever identifies them on the roster, and one for teams.
     *
     * @throws UnreadableTableException if a line is of no team or of nobody on the roster; the message says which
     */
    public static Teams read(Path file, Roster roster, RosterReader reader) throws IOException {
        List<Person> people = Enrolled.of(roster).stream().map(Enrolled::first).toList();
        List<Person> rows = reader.read(file).people();
        Map<Identity, Person> lines = new LinkedHashMap<>();
        for (Person row : rows) {
            List<String> marks = Stream.of(List.of(row.name(), row.email()), row.ids(), row.usernames())
                    .flatMap(List::stream)
                    .filter(text -> !text.isBlank())
                    .toList();
            String label = marks.isEmpty() ? "" : marks.get(0);
            if (row.team().isEmpty()) {
                throw new UnreadableTableException(file + ":" + row.line()
                        + ": the columns student and team expected, found no team for \"" + label + "\"");
            }
            Person before = lines.putIfAbsent(Identity.anything(label, marks), row);
            if (before != null && !before.team().equals(row.team())) {
                throw new UnreadableTableException(
                        file + ":" + row.line() + ": one team per student expected, found \"" + label + "\" in \""
                                + before.team() + "\" (line " + before.line() + ") and in \"" + row.team() + "\"");
            }
        }
        Matching matching = Matching.of(lines.keySet(), people, Matching.Columns.NONE);
        Map<String, List<Person>> teams = new LinkedHashMap<>();
        for (Map.Entry<Identity, Person> line : lines.entrySet()) {
            Person person = matching.people().get(line.getKey());
            if (person == null) {
                throw new UnreadableTableException(
                        file + ":" + line.getValue().line() + ": a student of the roster expected, found \""
                                + line.getKey().label() + "\": "
                                + matching.undecided().get(line.getKey()));
            }
            teams.computeIfAbsent(line.getValue().team(), it -> new ArrayList<>())
                    .add(person);
        }
        return new Teams(teams);
    }

    /** Returns a person's team; only the person where there is none. */
    List<Person> with(Person person) {
        return members.values().stream()
                .filter(team -> team.contains(person))
                .findFirst()
                .orElse(List.of(person));
    }

    /** Finds the one team whose name a platform wrote, whatever it did to spaces and punctuation. */
    Optional<List<Person>> named(Identity identity) {
        List<String> written = Stream.concat(
                        identity.usernames().stream(), identity.names().stream().map(FullName::written))
                .map(Table::plain)
                .filter(text -> !text.isEmpty())
                .toList();
        List<List<Person>> fitting = members.entrySet().stream()
                .filter(team -> written.contains(Table.plain(team.getKey())))
                .map(Map.Entry::getValue)
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }
}
