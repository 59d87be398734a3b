package lockstep.grader.classroom;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lockstep.grader.typo.Nearest;

/**
 * Everybody whom a file of the instructor's may name: the people of the roster, and whoever handed in and fits nobody on it.
 */
public record Students(List<Student> all) {

    public Students {
        all = List.copyOf(all);
    }

    /**
     * A student by the names of a class.
     *
     * @param submission how the submission is called; empty where there is none
     * @param people the rows of the roster that fit; none where nobody's do
     */
    public record Student(String submission, List<Person> people) {

        public Student {
            people = List.copyOf(people);
        }

        /** Returns whether a name means this student: whole, whatever its case and its form in Unicode. */
        boolean isCalled(String name) {
            return identities().contains(Person.folded(name));
        }

        /** Returns whether a word of the student's name is this one. */
        private boolean hasWord(String word) {
            String folded = Person.folded(word);
            return people.stream()
                    .anyMatch(person -> List.of(Person.folded(person.name()).split("[\\s,]+"))
                            .contains(folded));
        }

        private Set<String> identities() {
            Set<String> identities = new LinkedHashSet<>();
            people.forEach(person -> identities.addAll(person.identities()));
            identities.add(Person.folded(submission));
            return identities;
        }

        private String called() {
            return people.isEmpty()
                    ? submission
                    : people.stream()
                            .map(person -> person.called() + " (line " + person.line() + " of the roster)")
                            .collect(Collectors.joining(" and "));
        }
    }

    /**
     * Puts them together.
     *
     * @param submissions how all submissions are called
     * @param people the rows of the roster behind them, by these names
     */
    public static Students of(Roster roster, List<String> submissions, Map<String, List<Person>> people) {
        List<Student> all = new ArrayList<>();
        submissions.forEach(submission -> all.add(new Student(submission, people.getOrDefault(submission, List.of()))));
        Set<Person> there = people.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        for (Enrolled each : Enrolled.of(roster)) {
            if (Collections.disjoint(there, each.rows())) {
                all.add(new Student("", List.of(each.first())));
            }
        }
        return new Students(all);
    }

    /** Returns whether a name is that of a submission which is of nobody on the roster, where there is one. */
    boolean isStranger(String name) {
        return all.stream().anyMatch(student -> !student.people().isEmpty())
                && all.stream().anyMatch(student -> student.people().isEmpty() && student.isCalled(name));
    }

    /** Returns why a name names nobody, or more than one; nothing where it names one student. */
    Optional<String> problem(String name) {
        List<Student> called = name.isBlank()
                ? List.of()
                : all.stream().filter(student -> student.isCalled(name)).toList();
        if (called.size() == 1) {
            return Optional.empty();
        }
        List<Student> partly = all.stream().filter(it -> it.hasWord(name)).toList();
        if (called.isEmpty() && !partly.isEmpty()) {
            return Optional.of("\"" + name + "\" is no whole name; it may be "
                    + partly.stream().map(Student::called).collect(Collectors.joining(" or "))
                    + "; a user name, an e-mail address, an ID or a full name expected");
        }
        if (called.isEmpty()) {
            Set<String> names = all.stream()
                    .flatMap(student -> student.identities().stream())
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.toSet());
            return Optional.of("a student's user name, e-mail address, ID or full name expected, found \"" + name + "\""
                    + Nearest.suggestion(Person.folded(name), names));
        }
        return Optional.of("\"" + name + "\" may be "
                + called.stream().map(Student::called).collect(Collectors.joining(" or "))
                + "; a user name, an e-mail address or an ID of one of them expected");
    }
}
