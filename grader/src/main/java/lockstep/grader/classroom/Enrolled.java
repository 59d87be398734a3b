package lockstep.grader.classroom;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A person of a class with all rows of the roster that are this person's: two, for instance, of somebody in two sections.
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

    /** Puts the rows of one person together, in the order of the roster. */
    static List<Enrolled> of(Roster roster) {
        List<List<Person>> people = new ArrayList<>();
        for (Person row : roster.people()) {
            List<Person> same = people.stream()
                    .filter(rows -> rows.stream().anyMatch(other -> isSame(row, other)))
                    .findFirst()
                    .orElse(null);
            if (same == null) {
                people.add(new ArrayList<>(List.of(row)));
            } else if (!same.contains(row)) {
                same.add(row);
            }
        }
        return people.stream().map(Enrolled::new).toList();
    }

    /** The same ID, user name or e-mail address in the same column, and no other in another such column. */
    private static boolean isSame(Person one, Person other) {
        Set<String> marks = marks(one);
        Set<String> others = marks(other);
        boolean shared = false;
        for (var column : one.columns().entrySet()) {
            String here = column.getValue().strip();
            String there = other.columns().getOrDefault(column.getKey(), "").strip();
            if (!here.isEmpty() && !there.isEmpty() && marks.contains(here) && others.contains(there)) {
                if (!Matching.meet(List.of(here), List.of(there))) {
                    return false;
                }
                shared = true;
            }
        }
        return shared;
    }

    private static Set<String> marks(Person person) {
        List<String> marks = new ArrayList<>(person.ids());
        marks.addAll(person.usernames());
        marks.add(person.email());
        return marks.stream().map(String::strip).filter(it -> !it.isEmpty()).collect(Collectors.toSet());
    }
}
