package lockstep.grader.classroom.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockstep.grader.classroom.ClassRun;
import lockstep.grader.report.CheckFeedback;
import lockstep.grader.report.ExerciseFeedback;
import lockstep.grader.report.Feedback;
import lockstep.grader.report.render.Settled;
import lockstep.grader.verdict.Evidence;
import lockstep.grader.verdict.Outcome;

/** What the report counts. */
final class Statistics {

    private final List<ClassResults.Row> rows;
    private final List<Feedback> graded;

    Statistics(List<ClassResults.Row> rows) {
        this.rows = List.copyOf(rows);
        this.graded = rows.stream()
                .map(ClassResults.Row::entry)
                .filter(ClassRun.GradedEntry.class::isInstance)
                .map(entry -> ((ClassRun.GradedEntry) entry).feedback())
                .toList();
    }

    List<Feedback> graded() {
        return graded;
    }

    /** Returns the points of a submission as one number, pending ones settled. */
    static double points(Feedback feedback) {
        Settled settled = Settled.hundredths(feedback);
        return settled.points(settled.total().score()).doubleValue();
    }

    static double share(Feedback feedback) {
        double most = feedback.marks().maxScore();
        return most == 0 ? 0 : points(feedback) / most;
    }

    /** Returns how many submissions have a share of the points in each tenth; full marks are in the last one. */
    int[] tenths() {
        int[] counts = new int[10];
        graded.forEach(feedback -> counts[Math.min(9, (int) Math.floor(10 * share(feedback) + 1e-9))]++);
        return counts;
    }

    double mean() {
        return graded.stream().mapToDouble(Statistics::points).average().orElse(0);
    }

    double median() {
        double[] sorted =
                graded.stream().mapToDouble(Statistics::points).sorted().toArray();
        int n = sorted.length;
        return n == 0 ? 0 : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    double maxScore() {
        return graded.stream()
                .mapToDouble(feedback -> feedback.marks().maxScore())
                .max()
                .orElse(0);
    }

    /** How a check went in the class. */
    record Tally(String exercise, String exerciseTitle, CheckFeedback.Question question, Map<Outcome, Integer> counts) {

        int of(Outcome... outcomes) {
            return IntStream.range(0, outcomes.length)
                    .map(i -> counts.getOrDefault(outcomes[i], 0))
                    .sum();
        }

        int all() {
            return counts.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** Returns a tally per check, by exercise, in the rubric's order; who handed in nothing is not counted. */
    Map<String, List<Tally>> tallies() {
        Map<String, Tally> byCheck = new LinkedHashMap<>();
        for (Feedback feedback : graded) {
            for (ExerciseFeedback exercise : feedback.exercises()) {
                boolean nothing = exercise.status() == ExerciseFeedback.Status.NOT_SUBMITTED;
                for (CheckFeedback check : exercise.checks()) {
                    Tally tally = byCheck.computeIfAbsent(
                            check.question().id(),
                            id -> new Tally(exercise.id(), exercise.title(), check.question(), new LinkedHashMap<>()));
                    if (!nothing) {
                        tally.counts().merge(check.verdict(), 1, Integer::sum);
                    }
                }
            }
        }
        return byCheck.values().stream()
                .collect(Collectors.groupingBy(Tally::exercise, LinkedHashMap::new, Collectors.toList()));
    }

    /** Returns how many handed in anything for the exercise. */
    long handedIn(String exercise) {
        return graded.stream()
                .flatMap(feedback -> feedback.exercises().stream())
                .filter(it -> it.id().equals(exercise) && it.status() != ExerciseFeedback.Status.NOT_SUBMITTED)
                .count();
    }

    /** Returns the mean share of an exercise's points among those who handed in something for it. */
    double meanShare(String exercise) {
        return graded.stream()
                .flatMap(feedback -> feedback.exercises().stream()
                        .filter(it -> it.id().equals(exercise) && it.status() != ExerciseFeedback.Status.NOT_SUBMITTED)
                        .map(it -> it.marks().maxScore() == 0
                                ? 0.0
                                : it.settled(feedback.grader().policy())
                                        / it.marks().maxScore()))
                .mapToDouble(share -> share)
                .average()
                .orElse(0);
    }

    /** Returns which share of an exercise's lines with code ran in checks, over all students of whom it is known. */
    OptionalDouble linesRun(String exercise) {
        return graded.stream()
                .flatMap(feedback -> feedback.exercises().stream())
                .filter(it -> it.id().equals(exercise))
                .flatMap(it -> Stream.ofNullable(it.linesRun()))
                .mapToDouble(it -> it.lines() == 0 ? 1 : (double) it.run() / it.lines())
                .average();
    }

    /**
     * Something that several students get wrong.
     *
     * @param mistake its id in the catalogue, or empty where a check failed without naming one
     * @param check a check that failed by it
     * @param who which students
     * @param excerpt what happened to one of them
     */
    record Common(String mistake, CheckFeedback.Question check, List<ClassResults.Row> who, String excerpt) {}

    /** Returns what most students get wrong, the most frequent first. Each student counts once. */
    List<Common> common(int most) {
        Map<String, CheckFeedback> failures = new LinkedHashMap<>();
        Map<String, List<ClassResults.Row>> who = new LinkedHashMap<>();
        for (ClassResults.Row row : rows) {
            if (!(row.entry() instanceof ClassRun.GradedEntry graded)) {
                continue;
            }
            Map<String, CheckFeedback> once = new LinkedHashMap<>();
            graded.feedback()
                    .checks()
                    .filter(check -> check.verdict() == Outcome.FAILED)
                    .forEach(check -> {
                        String mistake = check.explanation().mistake();
                        once.putIfAbsent(mistake == null ? check.question().id() : mistake, check);
                    });
            once.forEach((key, check) -> {
                failures.putIfAbsent(key, check);
                who.computeIfAbsent(key, it -> new ArrayList<>()).add(row);
            });
        }
        return who.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, List<ClassResults.Row>> it) ->
                        -it.getValue().size()))
                .limit(most)
                .map(it -> {
                    CheckFeedback first = Objects.requireNonNull(failures.get(it.getKey()));
                    String mistake = first.explanation().mistake();
                    return new Common(
                            mistake == null ? "" : mistake,
                            first.question(),
                            it.getValue(),
                            String.valueOf(first.explanation().message()));
                })
                .toList();
    }

    /** Returns, by exercise, what part of the attainable speedup each submission reached. */
    Map<String, List<Double>> speedups() {
        Map<String, List<Double>> byExercise = new LinkedHashMap<>();
        for (Feedback feedback : graded) {
            for (ExerciseFeedback exercise : feedback.exercises()) {
                timing(exercise)
                        .ifPresent(timing -> byExercise
                                .computeIfAbsent(exercise.title(), it -> new ArrayList<>())
                                .add(timing.ratio().ratio()
                                        / timing.attainable().ratio()));
            }
        }
        return byExercise;
    }

    private static Optional<Evidence.Timing> timing(ExerciseFeedback exercise) {
        return exercise.checks().stream()
                .flatMap(check -> check.evidence().stream())
                .filter(Evidence.Timing.class::isInstance)
                .map(Evidence.Timing.class::cast)
                .filter(timing -> timing.attainable().ratio() > 0)
                .findFirst();
    }

    /** Returns the machines and graders of the run, each once, with how many submissions they graded. */
    Map<String, Long> origins() {
        return graded.stream()
                .collect(Collectors.groupingBy(
                        feedback -> {
                            var runner = feedback.runner();
                            return "Lockstep " + feedback.grader().version() + " · seed "
                                    + feedback.grader().seed() + " · "
                                    + runner.host().os() + " · " + runner.host().cpu() + ", "
                                    + runner.host().cores() + " cores · JDK "
                                    + runner.host().jdk() + " · isolation "
                                    + runner.isolation().mode()
                                    + (runner.isolation().network() ? ", network open" : ", no network")
                                    + " · canaries "
                                    + runner.canaries()
                                            .name()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', ' ');
                        },
                        LinkedHashMap::new,
                        Collectors.counting()));
    }
}
