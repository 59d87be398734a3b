package lockstep.grader.classroom;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
     * @param person null where nobody on the roster fits
     */
    public record Student(String submission, @Nullable Person person) {

        /** Returns whether a name means this student: whole, whatever its case and its form in Unicode. */
        boolean isCalled(String name) {
            return identities().contains(Person.folded(name));
        }

        private Set<String> identities() {
            Set<String> identities = new LinkedHashSet<>(person == null ? Set.of() : person.identities());
            identities.add(Person.folded(submission));
            return identities;
        }

        private String called() {
            return person == null ? submission : person.called() + " (line " + person.line() + " of the roster)";
        }
    }

    /**
     * Puts them together.
     *
     * @param submissions how all submissions are called
     * @param people the persons behind them, by these names
     */
    public static Students of(Roster roster, List<String> submissions, Map<String, Person> people) {
        List<Student> all = new ArrayList<>();
        submissions.forEach(submission -> all.add(new Student(submission, people.get(submission))));
        roster.people().stream()
                .filter(person -> !people.containsValue(person))
                .forEach(person -> all.add(new Student("", person)));
        return new Students(all);
    }

    /** Returns why a name names nobody, or more than one; nothing where it names one student. */
    Optional<String> problem(String name) {
        List<Student> called = name.isBlank()
                ? List.of()
                : all.stream().filter(student -> student.isCalled(name)).toList();
        if (called.size() == 1) {
            return Optional.empty();
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
