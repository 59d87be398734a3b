package lockstep.grader.classroom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row of a gradebook: somebody's submission. Nobody on the roster is left out, nor is a submission of nobody on it.
 *
 * @param entry what came of the submission, or null where there is none
 * @param person a row of the roster, or null where the submission is of nobody on it
 */
public record GradebookRow(
        ClassRun.@Nullable Entry entry, @Nullable Person person) {

    public GradebookRow {
        if (entry == null && person == null) {
            throw new IllegalArgumentException("a submission or a person expected");
        }
    }

    /** Returns the person's name, or else what the roster calls the person; of nobody on it, that of the submission. */
    String name() {
        if (person == null) {
            return submission();
        }
        String identifier = person.column("roster_identifier");
        return person.name().isEmpty() && !identifier.isEmpty() ? identifier : person.called();
    }

    /** Returns what the submission is called; empty where there is none. */
    String submission() {
        return entry == null ? "" : entry.student();
    }

    /** Returns a row for each submission, where there is no roster. */
    public static List<GradebookRow> of(List<? extends ClassRun.Entry> entries) {
        return entries.stream().map(entry -> new GradebookRow(entry, null)).toList();
    }

    /**
     * Returns the rows of the roster, and after them the submissions of nobody on it.
     *
     * @param people whose each submission is, by its name
     * @param perPerson whether a person with several rows on the roster has one here
     */
    public static List<GradebookRow> of(
            List<? extends ClassRun.Entry> entries,
            Map<String, List<Person>> people,
            Roster roster,
            boolean perPerson) {
        Map<Person, ClassRun.Entry> submissions = new HashMap<>();
        Set<ClassRun.Entry> somebodys = new HashSet<>();
        for (ClassRun.Entry entry : entries) {
            for (Person person : people.getOrDefault(entry.student(), List.of())) {
                submissions.put(person, entry);
                somebodys.add(entry);
            }
        }
        List<GradebookRow> rows = new ArrayList<>();
        for (Enrolled each : Enrolled.of(roster)) {
            ClassRun.Entry entry = submissions.get(each.first());
            (perPerson ? List.of(each.first()) : each.rows()).forEach(row -> rows.add(new GradebookRow(entry, row)));
        }
        entries.stream()
                .filter(entry -> !somebodys.contains(entry))
                .forEach(entry -> rows.add(new GradebookRow(entry, null)));
        return rows;
    }
}
