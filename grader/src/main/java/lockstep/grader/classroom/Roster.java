package lockstep.grader.classroom;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** The students of a class. */
public record Roster(List<Person> people) {

    /** No roster at all. */
    public static final Roster NONE = new Roster(List.of());

    public Roster {
        people = List.copyOf(people);
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

        /** Returns the rows of the roster behind each matched submission. */
        public Map<String, List<Person>> rows() {
            Map<String, List<Person>> rows = new LinkedHashMap<>();
            people.forEach((submission, person) -> rows.put(submission, List.of(person)));
            return rows;
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
        String name = Table.plain(person.name());
        if (name.isEmpty()) {
            return false;
        }
        String[] words = person.name().strip().split("[\\s,]+", -1);
        String turned = Table.plain(
                words[words.length - 1] + String.join("", List.of(words).subList(0, words.length - 1)));
        String first = Table.plain(submission.split("_", -1)[0]);
        return List.of(Table.plain(submission), first).stream().anyMatch(it -> it.equals(name) || it.equals(turned));
    }
}
