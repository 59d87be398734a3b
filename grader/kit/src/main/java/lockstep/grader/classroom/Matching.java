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
import java.util.stream.Stream;
import lockstep.grader.classroom.export.Export;
import lockstep.grader.classroom.export.FullName;
import lockstep.grader.classroom.export.Identity;
import lockstep.grader.classroom.export.Upload;

/**
 * Who on the roster handed in what: one person for one identity, or none.
 *
 * <p>What the platform wrote and what the roster has are compared as wholes, IDs before user names before e-mail addresses
 * before full names. Where that fits several people, weaker marks may decide between these and no others. Who is taken by a
 * stronger mark is not there for a weaker one. Where marks fit different people, it is the one whom two texts fit, or nobody.
 *
 * @param people the persons found
 * @param undecided why there is none, for each identity without a person
 * @param perhaps who it may be, for each identity without a person that fits somebody
 */
record Matching(Map<Identity, Person> people, Map<Identity, String> undecided, Map<Identity, List<Person>> perhaps) {

    /** What two texts are compared by, the strongest first. */
    private enum Mark {
        OWN_NUMBER("number"),
        ID("ID"),
        USERNAME("user name"),
        EMAIL("e-mail address"),
        NAME("name"),
        /** The last name first where it should be last, or the other way round. */
        TURNED_NAME("name, turned round,");

        private final String word;

        Mark(String word) {
            this.word = word;
        }
    }

    /**
     * Finds the persons.
     *
     * @param roster one row for each person
     * @param columns what the columns of the roster mean to the platform
     */
    static Matching of(Collection<Identity> identities, List<Person> roster, Columns columns) {
        return new Search(identities, roster, columns).run();
    }

    /**
     * The columns of a roster that are a platform's own, in lower case, letters and digits only.
     *
     * @param numbers those with its own numbers
     * @param users those with its own user names
     */
    record Columns(Set<String> numbers, Set<String> users) {

        /** Nobody's own. */
        static final Columns NONE = new Columns(Set.of(), Set.of());

        Columns {
            numbers = Set.copyOf(numbers);
            users = Set.copyOf(users);
        }

        static Columns of(Export export) {
            return new Columns(export.ownColumns(), export.userColumns());
        }
    }

    /** Returns whether a text is somebody's, whatever it means. */
    static boolean isSomebodys(String text, List<Person> roster) {
        Identity identity = Identity.anything(text, List.of(text));
        Search search = new Search(List.of(identity), roster, Columns.NONE);
        return roster.stream()
                .anyMatch(person -> !search.texts(identity, person).isEmpty());
    }

    /**
     * Returns the one reading of an entry that fits: one whose number and name are of one person, or else the one whose name
     * is somebody's.
     */
    static Upload decided(Upload upload, List<Person> roster, Columns columns) {
        if (upload.otherwise().isEmpty() || roster.isEmpty()) {
            return upload;
        }
        Search search = new Search(List.of(), roster, columns);
        List<Upload> named = upload.readings().stream()
                .filter(reading -> roster.stream()
                        .anyMatch(person -> search.isNamed(reading.who().get(0), person)))
                .toList();
        List<Upload> both = named.stream()
                .filter(reading -> roster.stream()
                        .anyMatch(person -> search.isNamed(reading.who().get(0), person)
                                && search.isNumbered(reading.who().get(0), person)))
                .toList();
        List<Upload> fitting = both.isEmpty() ? named : both;
        return fitting.size() == 1 ? fitting.get(0) : upload.ofNobody();
    }

    /** The state of one search. */
    private static final class Search {

        private final List<Person> roster;
        private final Set<String> numbers;
        private final Set<String> users;
        private final Map<Identity, List<Person>> open = new LinkedHashMap<>();
        private final Map<Identity, Person> people = new LinkedHashMap<>();
        private final Map<Identity, String> undecided = new LinkedHashMap<>();
        private final Map<Identity, List<Person>> perhaps = new LinkedHashMap<>();

        Search(Collection<Identity> identities, List<Person> roster, Columns columns) {
            this.roster = roster;
            this.numbers = columns.numbers();
            this.users = columns.users().stream()
                    .filter(column ->
                            roster.stream().anyMatch(person -> person.columns().containsKey(column)))
                    .collect(Collectors.toSet());
            identities.forEach(identity -> open.put(identity, roster));
        }

        Matching run() {
            for (Mark mark : Mark.values()) {
                round(mark);
            }
            open.keySet()
                    .forEach(identity -> undecided.putIfAbsent(identity, "nobody on the roster is " + told(identity)));
            people.keySet().forEach(perhaps::remove);
            return new Matching(people, undecided, perhaps);
        }

        private void round(Mark mark) {
            Set<Person> taken = new LinkedHashSet<>(people.values());
            Map<Person, List<Identity>> claims = new LinkedHashMap<>();
            for (Map.Entry<Identity, List<Person>> each : List.copyOf(open.entrySet())) {
                Identity identity = each.getKey();
                List<Person> fitting = each.getValue().stream()
                        .filter(person -> !texts(mark, identity, person).isEmpty())
                        .toList();
                if (!fitting.isEmpty()) {
                    perhaps.putIfAbsent(identity, fitting);
                }
                List<Person> free = fitting.stream()
                        .filter(person -> !taken.contains(person))
                        .toList();
                if (free.size() == 1) {
                    List<Person> agreed = agreed(identity, free.get(0));
                    if (agreed.size() == 1 && !taken.contains(agreed.get(0))) {
                        claims.computeIfAbsent(agreed.get(0), it -> new ArrayList<>())
                                .add(identity);
                    } else {
                        open.remove(identity);
                        perhaps.put(identity, agreed);
                        undecided.put(
                                identity,
                                "the " + mark.word + " fits " + described(free) + ", but something else of "
                                        + told(identity) + " fits "
                                        + described(agreed.stream()
                                                .filter(person -> !free.contains(person))
                                                .toList()));
                    }
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

        /**
         * The person whom a mark fits, if no other mark fits others only. If one does, the one person whom two texts fit, or
         * else all whom any mark fits.
         */
        private List<Person> agreed(Identity identity, Person person) {
            boolean alone = Stream.of(Mark.values())
                    .filter(mark -> mark != Mark.TURNED_NAME)
                    .allMatch(mark -> !texts(mark, identity, person).isEmpty()
                            || roster.stream()
                                    .allMatch(other ->
                                            texts(mark, identity, other).isEmpty()));
            if (alone) {
                return List.of(person);
            }
            List<Person> twice = roster.stream()
                    .filter(other -> texts(identity, other).size() > 1)
                    .toList();
            return twice.size() == 1
                    ? twice
                    : roster.stream()
                            .filter(other -> !texts(identity, other).isEmpty())
                            .toList();
        }

        /** What was written that fits a person; one text counts once, whatever it is taken for. */
        private Set<String> texts(Identity identity, Person person) {
            return Stream.of(Mark.values())
                    .flatMap(mark -> texts(mark, identity, person).stream())
                    .map(text -> FullName.folded(text.replace('_', ' ')))
                    .collect(Collectors.toSet());
        }

        private List<String> texts(Mark mark, Identity identity, Person person) {
            return switch (mark) {
                case OWN_NUMBER -> met(identity.numbers(), ownNumbers(person));
                case ID -> {
                    List<String> ids = met(identity.ids(), person.ids());
                    yield ids.isEmpty() && isNamed(identity, person) ? met(identity.numbers(), person.ids()) : ids;
                }
                case USERNAME -> met(identity.usernames(), usernames(person));
                case EMAIL -> met(identity.mails(), addresses(person));
                case NAME -> named(identity, List.of(person.name()));
                case TURNED_NAME -> named(identity, person.names());
            };
        }

        private List<String> usernames(Person person) {
            return users.isEmpty()
                    ? addresses(person)
                    : users.stream().map(person::column).toList();
        }

        private static List<String> addresses(Person person) {
            List<String> addresses = new ArrayList<>(person.usernames());
            addresses.add(person.email());
            return addresses;
        }

        private List<String> ownNumbers(Person person) {
            return numbers.stream()
                    .map(person::column)
                    // A grading worksheet of Moodle's has "Participant 400" where the names of its folders have 400.
                    .map(text -> text.strip().replaceFirst("(?i)^\\p{L}+\\s+(?=\\d+$)", ""))
                    .toList();
        }

        boolean isNamed(Identity identity, Person person) {
            return !named(identity, person.names()).isEmpty();
        }

        boolean isNumbered(Identity identity, Person person) {
            return !texts(Mark.OWN_NUMBER, identity, person).isEmpty()
                    || !met(identity.numbers(), person.ids()).isEmpty();
        }

        private static List<String> named(Identity identity, List<String> names) {
            return identity.names().stream()
                    .filter(name -> names.stream().anyMatch(name::fits))
                    .map(FullName::written)
                    .toList();
        }
    }

    /** Returns what was written that is known, as a whole. */
    private static List<String> met(List<String> written, List<String> known) {
        Set<String> folded = known.stream()
                .filter(text -> !text.isBlank())
                .map(FullName::folded)
                .collect(Collectors.toSet());
        return written.stream()
                .filter(text -> folded.contains(FullName.folded(text)))
                .toList();
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
