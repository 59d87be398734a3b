package lockstep.grader.classroom;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lockstep.grader.classroom.export.FullName;
import lockstep.grader.classroom.export.Identity;

/**
 * Who on the roster handed in what: one person for one identity, or none.
 *
 * <p>What the platform wrote and what the roster has are compared as wholes, IDs before user names before e-mail addresses
 * before full names. Where that fits several people, weaker marks may decide between these and no others. Who is taken by a
 * stronger mark is not there for a weaker one.
 *
 * @param people the persons found
 * @param undecided why there is none, for each identity without a person
 */
record Matching(Map<Identity, Person> people, Map<Identity, String> undecided) {

    /** What two texts are compared by, the strongest first. */
    private enum Mark {
        OWN_NUMBER("number"),
        ID("ID"),
        USERNAME("user name"),
        EMAIL("e-mail address"),
        NAME("name");

        private final String word;

        Mark(String word) {
            this.word = word;
        }
    }

    /**
     * Finds the persons.
     *
     * @param roster one row for each person
     * @param ownColumns the columns that hold the platform's own numbers
     */
    static Matching of(Collection<Identity> identities, List<Person> roster, Set<String> ownColumns) {
        return new Search(identities, roster, ownColumns).run();
    }

    /** The state of one search. */
    private static final class Search {

        private final Set<String> ownColumns;
        private final Map<Identity, List<Person>> open = new LinkedHashMap<>();
        private final Map<Identity, Person> people = new LinkedHashMap<>();
        private final Map<Identity, String> undecided = new LinkedHashMap<>();

        Search(Collection<Identity> identities, List<Person> roster, Set<String> ownColumns) {
            this.ownColumns = ownColumns;
            identities.forEach(identity -> open.put(identity, roster));
        }

        Matching run() {
            for (Mark mark : Mark.values()) {
                round(mark);
            }
            open.keySet()
                    .forEach(identity -> undecided.putIfAbsent(identity, "nobody on the roster is " + told(identity)));
            return new Matching(people, undecided);
        }

        private void round(Mark mark) {
            Set<Person> taken = new LinkedHashSet<>(people.values());
            Map<Person, List<Identity>> claims = new LinkedHashMap<>();
            for (Map.Entry<Identity, List<Person>> each : open.entrySet()) {
                Identity identity = each.getKey();
                List<Person> fitting = each.getValue().stream()
                        .filter(person -> fits(mark, identity, person))
                        .toList();
                List<Person> free = fitting.stream()
                        .filter(person -> !taken.contains(person))
                        .toList();
                if (free.size() == 1) {
                    claims.computeIfAbsent(free.get(0), it -> new ArrayList<>()).add(identity);
                } else if (free.size() > 1) {
                    each.setValue(free);
                    undecided.putIfAbsent(
                            identity,
                            "the " + mark.word + " fits " + described(free) + ", and nothing tells which one");
                } else if (!fitting.isEmpty()) {
                    undecided.putIfAbsent(
                            identity,
                            "the " + mark.word + " fits " + described(fitting)
                                    + ", whose submission another one is by a stronger mark");
                }
            }
            claims.forEach((person, identities) -> settle(mark, person, identities));
        }

        private void settle(Mark mark, Person person, List<Identity> identities) {
            identities.forEach(open::remove);
            if (identities.size() == 1) {
                people.put(identities.get(0), person);
                undecided.remove(identities.get(0));
                return;
            }
            String all = identities.stream().map(Identity::label).collect(Collectors.joining(" and "));
            identities.forEach(identity -> undecided.put(
                    identity,
                    "the " + mark.word + " of " + described(List.of(person)) + " fits " + all
                            + ", and nothing tells which one"));
        }

        private boolean fits(Mark mark, Identity identity, Person person) {
            return switch (mark) {
                case OWN_NUMBER -> meet(identity.numbers(), ownNumbers(person));
                case ID ->
                    meet(identity.ids(), person.ids())
                            || meet(identity.numbers(), person.ids()) && isNamed(identity, person);
                case USERNAME ->
                    meet(identity.usernames(), person.usernames())
                            || meet(identity.usernames(), List.of(person.email()));
                case EMAIL ->
                    meet(identity.mails(), person.usernames()) || meet(identity.mails(), List.of(person.email()));
                case NAME -> isNamed(identity, person);
            };
        }

        private List<String> ownNumbers(Person person) {
            return ownColumns.stream()
                    .map(person::column)
                    // A grading worksheet of Moodle's has "Participant 400" where the names of its folders have 400.
                    .map(text -> text.strip().replaceFirst("(?i)^\\p{L}+\\s+(?=\\d+$)", ""))
                    .toList();
        }

        private static boolean isNamed(Identity identity, Person person) {
            return identity.names().stream().anyMatch(name -> name.fits(person.name()));
        }
    }

    /** Returns whether one list has a text of the other, as a whole. */
    static boolean meet(List<String> written, List<String> known) {
        Set<String> folded = known.stream()
                .filter(text -> !text.isBlank())
                .map(FullName::folded)
                .collect(Collectors.toSet());
        return written.stream().anyMatch(text -> folded.contains(FullName.folded(text)));
    }

    private static String told(Identity identity) {
        Set<String> marks = new LinkedHashSet<>();
        marks.addAll(identity.numbers());
        marks.addAll(identity.ids());
        marks.addAll(identity.usernames());
        marks.addAll(identity.mails());
        identity.names().forEach(name -> marks.add(name.written()));
        marks.removeIf(String::isBlank);
        return marks.isEmpty() ? "told by the platform" : String.join(" or ", marks);
    }

    /** Returns people in words that tell them apart. */
    static String described(List<Person> people) {
        return people.stream().map(Matching::described).collect(Collectors.joining(" and "));
    }

    private static String described(Person person) {
        List<String> marks = new ArrayList<>();
        marks.addAll(person.ids());
        marks.addAll(person.usernames());
        marks.add(person.email());
        marks.removeIf(String::isBlank);
        String mark = marks.isEmpty() ? "" : marks.get(0);
        return person.name().isEmpty()
                ? mark
                : mark.isEmpty() ? person.name() : String.format(Locale.ROOT, "%s (%s)", person.name(), mark);
    }
}
