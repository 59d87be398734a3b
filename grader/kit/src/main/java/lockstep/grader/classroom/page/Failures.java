package lockstep.grader.classroom.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lockstep.grader.classroom.ClassRun;
import lockstep.grader.verdict.Outcome;

/**
 * What the table of students can be narrowed down to: exercises, checks and mistakes at which somebody failed, each with a
 * number that stands for it in the rows.
 */
record Failures(List<Group> groups, Map<String, Integer> numbers) {

    private static final String MISTAKES = "a mistake";

    /** Choices that belong together. */
    record Group(String title, List<Choice> choices) {}

    /**
     * Something that went wrong.
     *
     * @param students for how many
     */
    record Choice(int number, String words, int students) {}

    static Failures of(List<ClassResults.Row> rows) {
        Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
        for (ClassResults.Row row : rows) {
            failures(row)
                    .forEach((title, words) -> words.forEach(word ->
                            counts.computeIfAbsent(title, it -> new TreeMap<>()).merge(word, 1, Integer::sum)));
        }
        Map<String, Integer> numbers = new LinkedHashMap<>();
        List<Group> groups = new ArrayList<>();
        counts.forEach((title, words) -> {
            List<Choice> choices = new ArrayList<>();
            words.forEach((word, students) -> {
                numbers.put(title + " " + word, numbers.size());
                choices.add(new Choice(numbers.size() - 1, word, students));
            });
            groups.add(new Group(title, choices));
        });
        return new Failures(groups, numbers);
    }

    /** Returns the numbers of what went wrong in a row, with a space between them. */
    String in(ClassResults.Row row) {
        List<Integer> found = new ArrayList<>();
        failures(row)
                .forEach((title, words) ->
                        words.forEach(word -> found.add(Objects.requireNonNull(numbers.get(title + " " + word)))));
        return found.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** Words by the title of their group. */
    private static Map<String, Set<String>> failures(ClassResults.Row row) {
        Map<String, Set<String>> words = new LinkedHashMap<>();
        if (row.entry() instanceof ClassRun.GradedEntry graded) {
            graded.feedback()
                    .exercises()
                    .forEach(exercise -> exercise.checks().stream()
                            .filter(check -> check.verdict() == Outcome.FAILED)
                            .forEach(check -> {
                                Set<String> ofExercise =
                                        words.computeIfAbsent(exercise.id(), it -> new LinkedHashSet<>());
                                ofExercise.add("any check of it");
                                ofExercise.add(check.question().id());
                                if (check.explanation().mistake() != null) {
                                    words.computeIfAbsent(MISTAKES, it -> new LinkedHashSet<>())
                                            .add(check.explanation().mistake());
                                }
                            }));
        }
        return words;
    }
}
