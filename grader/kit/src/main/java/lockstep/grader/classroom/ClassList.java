package lockstep.grader.classroom;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import lockstep.grader.classroom.export.Handed;
import lockstep.grader.classroom.export.Identity;
import lockstep.grader.classroom.export.Listing;
import lockstep.grader.classroom.export.Place;
import lockstep.grader.classroom.export.Reading;
import lockstep.grader.classroom.export.Upload;
import lockstep.grader.report.SubmissionTime;
import lockstep.grader.submission.Stubs;
import org.jspecify.annotations.Nullable;

/**
 * A class: what is to be graded, whose it is, and what became of every upload and every person.
 *
 * @param readAs the export, in words
 * @param found what is to be graded, and what cannot be opened
 * @param people whose each submission is, by its name; several people are a team
 * @param unmatched why a submission is nobody's, by its name; empty where there is no roster
 * @param uploads every upload
 * @param replies under which names the platform takes feedback back, by the submissions' names
 */
public record ClassList(
        String readAs,
        List<Found> found,
        Map<String, List<Person>> people,
        Map<String, String> unmatched,
        List<ToldUpload> uploads,
        Map<String, String> replies) {

    public ClassList {
        found = List.copyOf(found);
        people = Collections.unmodifiableMap(new LinkedHashMap<>(people));
        unmatched = Collections.unmodifiableMap(new LinkedHashMap<>(unmatched));
        uploads = List.copyOf(uploads);
        replies = Map.copyOf(replies);
    }

    /**
     * Finds out whose each upload is and opens what counts.
     *
     * @param stubs by which files are told apart
     */
    public static ClassList of(Reading reading, Roster roster, Teams teams, ClassFolder folder, Stubs stubs) {
        return new Builder(reading, roster, teams, folder, stubs).build();
    }

    /** A student or team of the platform's. */
    private record Party(String label, List<Identity> who, Selection selection) {

        Handed handed() {
            return selection.handed();
        }
    }

    /** Everything on the way. */
    private static final class Builder {

        private final Reading reading;
        private final List<Person> roster;
        private final Teams teams;
        private final Stubs stubs;
        private final Opening opening;
        private final Matching.Columns columns;
        private final List<ToldUpload> told = new ArrayList<>();
        private final Map<String, String> unmatched = new LinkedHashMap<>();

        Builder(Reading reading, Roster roster, Teams teams, ClassFolder folder, Stubs stubs) {
            this.stubs = stubs;
            this.reading = reading;
            this.roster = Enrolled.of(roster).stream().map(Enrolled::first).toList();
            this.teams = teams;
            this.opening = new Opening(folder.unpacked(), stubs, folder.zone());
            this.columns = Matching.Columns.of(reading.export());
        }

        ClassList build() {
            List<Party> parties = parties();
            Map<Party, List<Person>> members = roster.isEmpty() ? Map.of() : members(parties);
            Map<Party, List<Person>> people = latest(members);
            List<Found> found = new ArrayList<>();
            Map<String, List<Person>> names = new LinkedHashMap<>();
            Map<String, String> replies = new LinkedHashMap<>();
            for (Party party : parties) {
                List<Person> graded = people.getOrDefault(party, List.of());
                if (graded.isEmpty()
                        && !members.getOrDefault(party, List.of()).isEmpty()
                        && !unmatched.containsKey(party.label())) {
                    party.selection()
                            .chosen()
                            .forEach(
                                    it -> tell(
                                            party,
                                            it,
                                            ToldUpload.Fate.SUPERSEDED,
                                            party.selection().gradable()
                                                    ? "a member of the team handed in later"
                                                    : "it holds no source and no archive with one; another member's is graded"));
                } else {
                    found.add(opening.open(
                            party.label(),
                            party.selection().chosen().stream()
                                    .map(Upload::place)
                                    .toList(),
                            time(party.handed())));
                    party.selection().chosen().forEach(it -> tell(party, it, ToldUpload.Fate.GRADED, late(it)));
                    replies.put(party.label(), party.selection().chosen().get(0).reply());
                }
                if (!graded.isEmpty()) {
                    names.put(party.label(), graded);
                }
                party.selection()
                        .beside()
                        .forEach(it -> tell(party, it, ToldUpload.Fate.NOT_GRADED, beside(it, party.handed())));
                party.selection().superseded().forEach(it -> tell(party, it, ToldUpload.Fate.SUPERSEDED, late(it)));
            }
            for (var stranger : reading.uploads().strangers()) {
                told.add(new ToldUpload(
                        "",
                        Listing.name(stranger),
                        ToldUpload.Fate.NOT_GRADED,
                        "it lies beside the submissions: " + reading.export().expected() + " expected"));
            }
            return new ClassList(reading.words(), found, names, unmatched, told, replies);
        }

        private SubmissionTime time(Handed handed) {
            SubmissionTime.Mark mark = handed.late() ? SubmissionTime.Mark.LATE : SubmissionTime.Mark.IN_TIME;
            return new SubmissionTime(
                    handed.at(),
                    handed.at() == null ? SubmissionTime.Source.UNKNOWN : SubmissionTime.Source.PLATFORM,
                    reading.export().marksLate() ? mark : null);
        }

        private static String late(Upload upload) {
            return upload.handed().late() ? "marked as late by the platform" : "";
        }

        private String beside(Upload upload, Handed graded) {
            if (!reading.export().numbersFiles() && upload.handed().number() > graded.number()) {
                return "it is the later one, but holds no source and no archive with one, so an earlier one is graded";
            }
            return upload.place() instanceof Place.OnlineText
                    ? "it is text that was typed beside the files"
                    : "it is no source and no archive with one";
        }

        private void tell(Party party, Upload upload, ToldUpload.Fate fate, String words) {
            told.add(new ToldUpload(
                    party.label(),
                    reading.root().relativize(upload.place().path()).toString(),
                    fate,
                    words));
        }

        private List<Party> parties() {
            Map<String, List<Upload>> byKey = new LinkedHashMap<>();
            reading.uploads().uploads().stream()
                    .map(upload -> Matching.decided(upload, roster, columns))
                    .forEach(upload -> byKey.computeIfAbsent(upload.key(), it -> new ArrayList<>())
                            .add(upload));
            Set<String> taken = new HashSet<>();
            List<Party> parties = new ArrayList<>();
            byKey.values().forEach(uploads -> {
                List<Identity> who = uploads.get(0).who();
                String label =
                        String.join(", ", who.stream().map(Identity::label).toList());
                String unique = label;
                // Everything later is by name.
                for (int i = 2; !taken.add(unique); i++) {
                    unique = label + " (" + i + ")";
                }
                parties.add(new Party(
                        unique, who, Selection.of(uploads, reading.export().numbersFiles(), stubs)));
            });
            return parties;
        }

        /** The people of each party: those that the platform names, or those of the team that it names, and their teams. */
        private Map<Party, List<Person>> members(List<Party> parties) {
            Set<Identity> identities = new LinkedHashSet<>();
            parties.forEach(party -> identities.addAll(party.who()));
            Matching matching = Matching.of(identities, roster, columns);
            Map<Party, List<Person>> members = new LinkedHashMap<>();
            for (Party party : parties) {
                Set<Person> people = new LinkedHashSet<>();
                for (Identity identity : party.who()) {
                    Person person = matching.people().get(identity);
                    List<Person> own = person == null ? List.of() : teams.with(person);
                    List<Person> named = reading.export().writesTeams()
                            ? teams.named(identity).orElse(List.of())
                            : List.of();
                    boolean isTeam = !named.isEmpty() && !matching.perhaps().containsKey(identity);
                    boolean two = person != null && !named.isEmpty() && !named.equals(own);
                    if (isTeam && person == null) {
                        people.addAll(named);
                    } else if (person != null && !two) {
                        people.addAll(own);
                    } else {
                        String reason = two
                                ? "it may be " + Matching.described(List.of(person)) + ", or the team of that name of "
                                        + Matching.described(named)
                                : Objects.requireNonNull(matching.undecided().get(identity));
                        unmatched.merge(party.label(), reason, (one, other) -> one + "; " + other);
                    }
                }
                members.put(party, List.copyOf(people));
            }
            return members;
        }

        /** Of several submissions that are a person's, the latest; none where nothing tells which one that is. */
        private Map<Party, List<Person>> latest(Map<Party, List<Person>> members) {
            Map<Person, List<Party>> submissions = new LinkedHashMap<>();
            members.forEach((party, people) -> people.forEach(person ->
                    submissions.computeIfAbsent(person, it -> new ArrayList<>()).add(party)));
            Map<Party, List<Person>> latest = new LinkedHashMap<>();
            submissions.forEach((person, parties) -> {
                Party chosen = latest(parties);
                if (chosen != null) {
                    latest.computeIfAbsent(chosen, it -> new ArrayList<>()).add(person);
                } else {
                    String all = String.join(
                            " and ", parties.stream().map(Party::label).toList());
                    parties.forEach(party -> unmatched.putIfAbsent(
                            party.label(), all + " are of one team, and nothing tells which one is later"));
                }
            });
            return latest;
        }

        private @Nullable Party latest(List<Party> parties) {
            Party latest = parties.get(0);
            boolean tied = false;
            for (Party party : parties.subList(1, parties.size())) {
                // What holds nothing to grade replaces nothing.
                int gradable = Boolean.compare(
                        party.selection().gradable(), latest.selection().gradable());
                int order = gradable != 0 ? gradable : compare(party.handed(), latest.handed());
                tied = order == 0 || tied && order < 0;
                latest = order > 0 ? party : latest;
            }
            return tied ? null : latest;
        }

        /** Numbers of two students are in one order only where the platform numbers everybody's files in one row. */
        private int compare(Handed one, Handed other) {
            if (one.at() != null && other.at() != null) {
                return one.at().compareTo(other.at());
            }
            return reading.export().numbersFiles() ? Long.compare(one.number(), other.number()) : 0;
        }
    }

    /** Returns the people of the roster who handed in nothing. */
    public List<Person> missing(Roster roster) {
        Set<Person> present = new HashSet<>();
        people.values().forEach(present::addAll);
        return Enrolled.of(roster).stream()
                .map(Enrolled::first)
                .filter(person -> !present.contains(person))
                .toList();
    }
}
