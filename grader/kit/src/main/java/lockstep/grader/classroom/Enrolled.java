package lockstep.grader.classroom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A person of a class with all rows of the roster that are hers: two, for instance, where she is in two sections.
 *
 * @param rows at least one; equal rows are there once
 */
record Enrolled(List<Person> rows) {

    Enrolled {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a person is on the roster");
        }
    }

    /** Returns the row that stands for the person. */
    Person first() {
        return rows.get(0);
    }

    /** Returns what is wrong with a roster on which one user name or ID is of two people, with the lines of both. */
    static List<String> shared(Roster roster) {
        Map<String, Person> first = new HashMap<>();
        List<String> shared = new ArrayList<>();
        for (Enrolled each : of(roster)) {
            Person person = each.first();
            Stream.concat(person.usernames().stream(), person.ids().stream())
                    .map(Person::folded)
                    .distinct()
                    .forEach(mark -> {
                        Person other = first.putIfAbsent(mark, person);
                        if (other != null) {
                            shared.add("\"" + mark + "\" is a user name or ID of " + other.called() + " (line "
                                    + other.line() + ") and of " + person.called() + " (line " + person.line()
                                    + "): a submission of that name alone is neither's");
                        }
                    });
        }
        return shared;
    }

    /** Puts the rows of one person together, in the order of the roster. */
    static List<Enrolled> of(Roster roster) {
        List<List<Person>> people = new ArrayList<>();
        Map<String, List<List<Person>>> byMark = new HashMap<>();
        for (Person row : roster.people()) {
            List<Person> person = row.marks().stream()
                    .flatMap(mark -> byMark.getOrDefault(mark, List.of()).stream())
                    .filter(rows -> isSame(row, rows.get(0)))
                    .findFirst()
                    .orElseGet(() -> {
                        people.add(new ArrayList<>());
                        return people.get(people.size() - 1);
                    });
            if (person.stream().noneMatch(other -> other.columns().equals(row.columns()))) {
                person.add(row);
            }
            row.marks()
                    .forEach(mark -> byMark.computeIfAbsent(mark, it -> new ArrayList<>())
                            .add(person));
        }
        return people.stream().map(Enrolled::new).toList();
    }

    /** A mark may be another person's in another column, or a word that many have: no such column nor a name tells them apart. */
    private static boolean isSame(Person row, Person other) {
        return row.columns().entrySet().stream().noneMatch(cell -> {
            String here = Person.folded(cell.getValue());
            String there = Person.folded(other.columns().getOrDefault(cell.getKey(), ""));
            return !here.isEmpty() && !there.isEmpty() && !here.equals(there) && identifies(cell.getKey());
        });
    }

    private static boolean identifies(String column) {
        return RosterColumn.of(column).filter(RosterColumn::identifies).isPresent();
    }
}
